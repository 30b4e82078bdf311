package io.ssouser.api.error;

import io.ssouser.api.page.Page;

/** What a browser is shown for a link that cannot be used, or not any more. */
final class LinkPages {
    static final Page UNKNOWN = Page.titled("This link is not valid")
            .says("It may be incomplete, or a newer one has taken its place.")
            .says("Please open the whole link of the newest mail, or ask for another.")
            .status(404);

    static final Page USED = Page.titled("Already done")
            .says("This link was used already. You need not do anything more.")
            .status(410);

    static final Page EXPIRED = Page.titled("This link is too old")
            .says("Nothing was changed. Please ask for another link.")
            .status(410);

    private LinkPages() {}
}

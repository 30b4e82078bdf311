package io.ssouser.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A form for a new password, for installations whose own pages do not have one. Nothing of the request goes into it. */
final class ResetPage {
    private static final String SCRIPT = """
            const form = document.querySelector('form');
            const said = document.querySelector('output');
            form.addEventListener('submit', async event => {
              event.preventDefault();
              const token = new URLSearchParams(location.search).get('token') ?? '';
              const answer = await fetch('api/auth/reset-password', {
                method: 'POST',
                headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({token, new_password: form.password.value})
              });
              const body = await answer.json();
              said.textContent = answer.ok ? body.message : body.error;
              if (answer.ok) form.remove();
            });
            """;

    static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Choose a new password</title></head>
            <body>
            <h1>Choose a new password</h1>
            <form>
            <label>New password <input name="password" type="password" autocomplete="new-password" required></label>
            <button>Save</button>
            </form>
            <p><output></output></p>
            <script>%s</script>
            </body>
            </html>
            """.formatted(SCRIPT);

    /** Runs this one script, which may talk to this service alone. */
    static final String POLICY = "default-src 'none'; connect-src 'self'; form-action 'none'; base-uri 'none';"
            + " frame-ancestors 'none'; script-src 'sha256-" + sha256(SCRIPT) + "'";

    private ResetPage() {}

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

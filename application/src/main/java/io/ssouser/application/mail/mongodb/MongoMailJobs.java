package io.ssouser.application.mail.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import io.ssouser.application.mail.MailJob;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.state.StateDocuments;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * {@link MailJobs} in the collection {@code mail-job}. A claim moves the moment at which a job is due to its own end, with the condition
 * that it is still the one that was read: of many nodes one succeeds, and the job of a node that died is due again by itself.
 */
public final class MongoMailJobs implements MailJobs {
    private final StateDocuments jobs;

    /** Makes the collection where it is missing. */
    public MongoMailJobs(MongoStore store) {
        this.jobs = new StateDocuments(
                store,
                "mail-job",
                MongoIndex.of("mail-job-due", "lane", "due"),
                MongoIndex.of("mail-job-age", "stored_at"),
                MongoIndex.of("mail-job-user", "user_id"));
    }

    @Override
    public void add(MailJob job) {
        BsonDocument document = new BsonDocument("_id", new BsonString(job.id()))
                .append("kind", new BsonString(job.kind()))
                .append("box", new BsonBinary(job.box()))
                .append("stored_at", time(job.storedAt()))
                .append("until", time(job.until()))
                .append("attempts", new BsonInt32(job.attempts()))
                .append("lane", new BsonString(Lane.FRESH.name()))
                .append("due", time(job.storedAt()));
        if (job.user() != null) {
            document.append("user_id", new BsonString(job.user().value()));
        }
        jobs.insert(document);
    }

    @Override
    public List<MailJob> claim(Lane lane, int most, Instant now, Instant until) {
        return jobs.first(and(eq("lane", lane.name()), lte("due", time(now))), ascending("due"), most).stream()
                .filter(found -> jobs.update(
                        and(eq("_id", found.get("_id")), eq("due", found.get("due")), lte("due", time(now))),
                        set("due", time(until))))
                .map(MongoMailJobs::read)
                .toList();
    }

    @Override
    public void postpone(MailJob job, Instant due) {
        jobs.update(
                and(eq("_id", job.id()), eq("attempts", job.attempts())),
                combine(inc("attempts", 1), set("lane", Lane.FAILED_BEFORE.name()), set("due", time(due))));
    }

    @Override
    public void remove(MailJob job) {
        jobs.delete(eq("_id", job.id()));
    }

    @Override
    public void forget(UserId user) {
        jobs.deleteAll(eq("user_id", user.value()));
    }

    @Override
    public Backlog backlog() {
        Optional<Instant> oldest = jobs.first(new BsonDocument(), ascending("stored_at"), 1).stream()
                .map(found -> time(found, "stored_at"))
                .findFirst();
        return new Backlog(jobs.count(new BsonDocument()), oldest);
    }

    private static BsonDateTime time(Instant at) {
        return new BsonDateTime(at.toEpochMilli());
    }

    private static Instant time(BsonDocument found, String field) {
        return Instant.ofEpochMilli(found.getDateTime(field).getValue());
    }

    private static MailJob read(BsonDocument found) {
        return new MailJob(
                found.getString("_id").getValue(),
                found.getString("kind").getValue(),
                found.containsKey("user_id")
                        ? new UserId(found.getString("user_id").getValue())
                        : null,
                found.getBinary("box").getData(),
                time(found, "stored_at"),
                time(found, "until"),
                found.getInt32("attempts").getValue());
    }
}

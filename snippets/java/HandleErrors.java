// stub: empty fault=truncated

// [start:all]
import java.time.Duration;
import java.util.Set;

/** Calls, tries again where that helps, logs what support needs, and tells the user. */
final class HandleErrors {
    /** Calls that might do their work twice. */
    private static final Set<String> ONCE =
        Set.of("insertDocument", "join", "putRecordingTextTrack", "sendChatMessage");
    private static final int ATTEMPTS = 3;

    private HandleErrors() {
    }

    /** Call until there is a response or no sense in trying again; log every failure. */
    static BbbApi.Response ask(BbbApi bbb, String call, BbbApi.Param... params) throws InterruptedException {
        for (int attempt = 1;; attempt++) {
            try {
                return bbb.call(call, params);
            } catch (BbbApi.BbbException failure) {
                System.out.printf("attempt=%d %s call=%s key=%s status=%s page=%s%n", attempt, // or your logger
                    failure.getClass().getSimpleName(), call, failure.key(), failure.status(), failure.page());
                if (!(failure instanceof BbbApi.RetryLater) || ONCE.contains(call) || attempt == ATTEMPTS) {
                    throw failure;
                }
            }
            Thread.sleep(1000L << (attempt - 1));
        }
    }

    /** Return what to tell the user. */
    static String advice(BbbApi.BbbException failure) {
        switch (failure.key() == null ? "" : failure.key()) {
            case "maxParticipantsReached":
                return "The room is full.";
            case "notFound", "meetingForciblyEnded":
                return "There is no such meeting now.";
            default:
                break;
        }
        if (failure instanceof BbbApi.RetryLater) {
            return "The conference server is busy. Please try again in a minute.";
        }
        if (failure instanceof BbbApi.Refused) {
            return "The conference server says no.";
        }
        return "This is our mistake. Support has been told."; // FixRequest, FixSecret, BadResponse
    }

    public static void main(String[] args) throws InterruptedException {
        BbbApi bbb = BbbApi.fromEnv(BbbApi.Options.DEFAULTS.withTimeout(Duration.ofSeconds(10)));
        try {
            BbbApi.Param name = BbbApi.param("name", "Geometry I");
            System.out.println(ask(bbb, "create", BbbApi.param("meetingID", "geometry-1"), name).warning());
            System.out.println(ask(bbb, "getMeetingInfo", BbbApi.param("meetingID", "geometry-2")).get("meetingName"));
        } catch (BbbApi.BbbException failure) {
            System.out.println(advice(failure));
        }
    }
}
// [end:all]

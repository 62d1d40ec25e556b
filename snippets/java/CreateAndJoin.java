// stub: empty

// [start:all]
import java.time.Duration;

/** Creates a meeting, and makes the link by which a user's browser joins. */
final class CreateAndJoin {
    private CreateAndJoin() {
    }

    public static void main(String[] args) {
        BbbApi bbb = BbbApi.fromEnv(BbbApi.Options.DEFAULTS.withTimeout(Duration.ofSeconds(10)));

        BbbApi.Response meeting = bbb.call("create",
            BbbApi.param("meetingID", "geometry-1"),
            BbbApi.param("name", "Geometry I & II"),
            BbbApi.param("record", true));
        if (meeting.warning() != null) {
            System.out.println("The meeting was there already; these settings were ignored.");
        }

        String link = bbb.url("join",
            BbbApi.param("meetingID", "geometry-1"),
            BbbApi.param("fullName", "Ada Lovelace"),
            BbbApi.param("role", "MODERATOR"),
            BbbApi.param("userID", "user-17"),
            BbbApi.param("createTime", meeting.get("createTime")),
            BbbApi.param("errorRedirectUrl", "https://school.example.org/rooms/17"));
        // In a servlet: response.sendRedirect(link). Whoever has the link is that user, so log it nowhere.
        System.out.println(link.substring(0, link.indexOf('?')));

        BbbApi.Response info = bbb.call("getMeetingInfo", BbbApi.param("meetingID", "geometry-1"));
        System.out.println(info.get("meetingName"));
    }
}
// [end:all]

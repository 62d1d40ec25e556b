// [start:all]
/** Reads the error of a failed join on the page that the browser is sent to. */
final class JoinErrors {
    private JoinErrors() {
    }

    /** Return what to tell the user of the query string with which the browser arrives, or nothing. */
    static String advice(String query) {
        if (query == null || !query.contains("errors=")) {
            return "";
        }
        try {
            BbbApi.parse("join", 302, new byte[0], "?" + query); // reads the redirect; here, it's the same text
        } catch (BbbApi.BbbException failure) { // anybody can open your page with any URL
            if ("meetingForciblyEnded".equals(failure.key())) {
                return "There is no such meeting now.";
            }
        }
        return "This is our mistake. Support has been told.";
    }

    public static void main(String[] args) {
        // In a servlet, request.getQueryString()
        System.out.println(advice(
            "errors=%5B%7B%22message%22%3A%22It%20has%20ended%22%2C%22key%22%3A%22meetingForciblyEnded%22%7D%5D"));
        System.out.println(advice("errors=x"));
    }
}
// [end:all]

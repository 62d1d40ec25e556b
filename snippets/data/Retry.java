import bbberrors.MessageKey;

public class Retry {
    static String advice(MessageKey known) {
        return known.retryable ? "try again later" : "change the request first, see " + known.page;
    }

    public static void main(String[] arguments) {
        for (String key : new String[] {"maxParticipantsReached", "checksumError", "somethingNew"}) {
            String advice = MessageKey.of(key).map(Retry::advice).orElse("not in the reference");
            System.out.println(key + ": " + advice);
        }
    }
}

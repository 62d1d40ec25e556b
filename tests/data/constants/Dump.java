import bbberrors.MessageKey;
import java.util.stream.Stream;

/** Prints all that MessageKey.java holds, a key on each line, then what it says of keys that it does not hold. */
public class Dump {
    static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    public static void main(String[] arguments) {
        for (MessageKey each : MessageKey.values()) {
            boolean found = MessageKey.of(each.key).filter(each::equals).isPresent();
            String key = found ? each.key : "not found: " + each.key;
            System.out.println(String.join("\t", key, word(each.kind), word(each.status), "" + each.retryable, each.page));
        }
        boolean unknown = Stream.of("", "checksumerror", "constructor").noneMatch(key -> MessageKey.of(key).isPresent());
        System.out.println(unknown && MessageKey.of(null).isEmpty() ? "none of the others" : "wrong");
    }
}

// [start:all]
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Shows what is hashed, and the traps of encoding. */
final class Signing {
    private Signing() {
    }

    static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash); // all 64 digits; Integer.toHexString drops zeros
    }

    public static void main(String[] args) throws NoSuchAlgorithmException {
        String secret = "example-shared-secret";

        // URLEncoder is for forms. It writes + for a space, encodes ~, and leaves * as it is.
        String name = URLEncoder.encode("Algebra I ~*", StandardCharsets.UTF_8);
        System.out.println(name);

        // That is right, too, as long as you hash and send the same text.
        System.out.println(sha256("create" + "name=" + name + secret));

        // The client writes what the checksum guide's worked example has.
        String query = BbbApi.encode(
            List.of(BbbApi.param("name", "Algebra I"), BbbApi.param("meetingID", "algebra-1")));
        System.out.println(query);
        System.out.println(sha256("create" + query + secret));
    }
}
// [end:all]

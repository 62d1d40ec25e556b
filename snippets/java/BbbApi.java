import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.IDN;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A small client for the BigBlueButton (BBB) API. Copy this file; it needs Java 17 and nothing else.
 *
 * <pre>{@code
 * BbbApi bbb = BbbApi.fromEnv(); // reads BBB_URL and BBB_SECRET
 * BbbApi.Response response = bbb.call("create", BbbApi.param("meetingID", "algebra-1"));
 * System.out.println(response.get("createTime") + " " + response.warning());
 * }</pre>
 *
 * <p>A call that fails throws one of these. Catch those you can do something about:
 *
 * <pre>
 * BbbException      has key, message, call, status and page
 * ├── FixRequest    the request is wrong; sent again, it fails again
 * ├── FixSecret     checksumError, or HTTP 401: not the secret, algorithm or query string the server expects
 * ├── RetryLater    the room is full, or the server down or too slow; it may have done the work all the same
 * ├── Refused       the server says no, or what you ask for isn't there; tell the user
 * └── BadResponse   not an API response: a wrong URL or certificate, an error page, something broken or hostile
 * </pre>
 *
 * <p>Wrong settings, such as an empty secret, are an IllegalArgumentException. The secret and checksums stay out of
 * exceptions, stack traces and what toString returns. Each call asks the server to close its connection, and no cookies
 * are kept, so that no response changes what happens to the next call. A BbbApi may be used by several threads.
 */
public final class BbbApi {
    /** Where your copy of the error reference is. Without it, the links to its pages are relative. */
    private static final String DOCS_URL = fromEnv("BBB_ERRORS_URL");

    /** The hashes a server may accept, and Java's names of them. */
    private static final Map<String, String> ALGORITHMS =
        Map.of("sha1", "SHA-1", "sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

    private static final int MAX_URL = 65_536;
    private static final Pattern ADDRESS = Pattern.compile("(https?://[^/?#@\\s]+)(/[^?#\\s]*)?");
    private static final Pattern CALL = Pattern.compile("(hooks/)?[A-Za-z]*");

    private static final int RESTING = 8;

    /** Whether requests may ask for closing: Java allows it if a property is set when its HTTP client is first used. */
    private static final boolean CLOSING = allowClosing();

    private final String api;
    private final Secret secret;
    private final Options options;
    /** Clients that serve no call now, and keep no connection. Each serves one call at a time. */
    private final Queue<HttpClient> idle = new ConcurrentLinkedQueue<>();
    /**
     * Clients that may keep a connection. Java closes one on which something comes unasked, so the oldest, which had
     * the most time for that, is used again when there are enough.
     */
    private final Queue<HttpClient> resting = new ConcurrentLinkedQueue<>();

    /** Take the URL with or without /bigbluebutton/api, and the secret with or without spaces around it. */
    public BbbApi(String url, String secret) {
        this(url, secret, Options.DEFAULTS);
    }

    /** The same, with other options. */
    public BbbApi(String url, String secret, Options options) {
        Matcher address = ADDRESS.matcher(url.strip());
        if (!address.matches()) {
            throw new IllegalArgumentException(
                "the URL is empty or not like https://bbb.example.org/bigbluebutton/; set BBB_URL");
        }
        String path = address.group(2) == null ? "" : address.group(2).replaceFirst("/+$", "");
        path = (path.isEmpty() ? "/bigbluebutton" : path).replaceFirst("/api$", "") + "/api";
        api = address.group(1).replaceFirst("//.*", "//") + host(address.group(1).replaceFirst(".*//", "")) + path;
        if (!possible(api)) {
            throw new IllegalArgumentException("the URL has a host or a port that cannot be; set BBB_URL");
        }
        this.secret = new Secret(secret.strip());
        if (secret.isBlank() || !this.secret.text.codePoints().allMatch(Line::printable)) {
            throw new IllegalArgumentException("the secret is empty or holds invisible characters; set BBB_SECRET");
        }
        this.options = options;
    }

    /** Take URL and secret from BBB_URL and BBB_SECRET. */
    public static BbbApi fromEnv() {
        return fromEnv(Options.DEFAULTS);
    }

    /** The same, with other options. */
    public static BbbApi fromEnv(Options options) {
        return new BbbApi(fromEnv("BBB_URL"), fromEnv("BBB_SECRET"), options);
    }

    private static String fromEnv(String name) {
        return System.getenv().getOrDefault(name, "");
    }

    /** The host in ASCII, as a URI takes it. */
    private static String host(String authority) {
        try {
            return authority.codePoints().allMatch(c -> c < 128) ? authority : IDN.toASCII(authority);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean possible(String url) {
        try {
            URI uri = URI.create(url);
            boolean named = uri.getHost() != null && Arrays.stream(uri.getHost().split("[.]")).allMatch(BbbApi::label);
            return named && uri.getPort() != 0 && uri.getPort() < 65_536;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean label(String text) {
        return text.length() < 64 || text.startsWith("[");
    }

    /**
     * What a call may take.
     *
     * @param algorithm sha1, sha256, sha384 or sha512
     * @param timeout for the whole of a call, from the name lookup to the last byte
     * @param limit in bytes, for the body of a response
     */
    public record Options(String algorithm, Duration timeout, int limit) {
        /** SHA-256, 30 seconds, 10,000,000 bytes. */
        public static final Options DEFAULTS = new Options("sha256", Duration.ofSeconds(30), 10_000_000);

        public Options {
            sign("", List.of(), "", algorithm); // refuses an unknown algorithm
            if (timeout.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("the timeout is not between 0 and 86,400 seconds");
            }
        }

        public Options withAlgorithm(String other) {
            return new Options(other, timeout, limit);
        }

        public Options withTimeout(Duration other) {
            return new Options(algorithm, other, limit);
        }

        public Options withLimit(int other) {
            return new Options(algorithm, timeout, other);
        }
    }

    /**
     * A parameter of a call.
     *
     * @param value a Boolean is sent as true or false; null isn't sent
     */
    public record Param(String name, Object value) {
    }

    /** Return a parameter. */
    public static Param param(String name, Object value) {
        return new Param(name, value);
    }

    /** A secret that doesn't show itself. */
    private record Secret(String text) {
        @Override
        public String toString() {
            return "***";
        }
    }

    @Override
    public String toString() {
        return "BbbApi[" + api + "]";
    }

    /** Call by GET and return the response. The call "" asks for the version. */
    public Response call(String call, Param... params) {
        return send("GET", call, List.of(params), new byte[0], "");
    }

    /** Call by POST. Only params, which go into the URL, are signed; the body isn't. */
    public Response post(String call, List<Param> params, byte[] body, String contentType) {
        return send("POST", call, params, body, contentType);
    }

    /** Call by POST with a form as body. Only params, which go into the URL, are signed. */
    public Response postForm(String call, List<Param> params, List<Param> form) {
        byte[] body = encode(form).getBytes(StandardCharsets.US_ASCII);
        return send("POST", call, params, body, "application/x-www-form-urlencoded");
    }

    /** Return the signed URL of a call, such as the link a user joins by. Whoever has it can use it. */
    public String url(String call, Param... params) {
        return url(call, List.of(params));
    }

    private String url(String call, List<Param> params) {
        if (!CALL.matcher(call).matches()) {
            throw new FixRequest("the name of a call has letters only, after hooks/ too", null, "", null, "");
        }
        return api + (call.isEmpty() ? "" : "/" + call) + "?" + sign(call, params, secret.text, options.algorithm);
    }

    /** Percent-encode parameters as UTF-8, each value once and in the order given. */
    public static String encode(List<Param> params) {
        return params.stream().filter(each -> each.value != null)
            .map(each -> escape(each.name) + "=" + escape(each.value.toString())).collect(Collectors.joining("&"));
    }

    /** URLEncoder is made for forms: it writes + for a space, leaves * as it is, and encodes ~. */
    private static String escape(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new FixRequest("a parameter holds half a character (a lone surrogate)", null, "", null, "");
        }
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    }

    /** Return a call's query string with its checksum. Send it as it is: another encoding breaks the checksum. */
    public static String sign(String call, List<Param> params, String secret, String algorithm) {
        if (!ALGORITHMS.containsKey(algorithm)) {
            throw new IllegalArgumentException("unknown algorithm; use one of sha1, sha256, sha384, sha512");
        }
        String query = encode(params);
        try {
            MessageDigest digest = MessageDigest.getInstance(ALGORITHMS.get(algorithm));
            byte[] hash = digest.digest((call + query + secret).getBytes(StandardCharsets.UTF_8));
            return query + (query.isEmpty() ? "" : "&") + "checksum=" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no such hash");
        }
    }

    /** A call that failed. Branch on the class or on key, never on the text: texts differ between releases. */
    public abstract static class BbbException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String message;
        private final String key;
        private final String call;
        private final Integer status;
        private final String page;

        BbbException(String message, String key, String call, Integer status, String page) {
            super((call.isEmpty() ? "" : call + ": ") + (key == null ? "" : key + ": ") + message
                + (status == null ? "" : " (HTTP " + status + ")"));
            this.message = message;
            this.key = key;
            this.call = call;
            this.status = status;
            String slug = (key == null ? page : key).replaceAll("[^A-Za-z0-9_-]", "-");
            String docs = DOCS_URL.replaceFirst("/+$", "");
            this.page = (docs.isEmpty() ? "" : docs + "/") + "errors/" + (slug.isEmpty() ? "" : slug + "/");
        }

        /** What the server said, or what went wrong. */
        public String message() {
            return message;
        }

        /** The messageKey, or null if the response has none. */
        public String key() {
            return key;
        }

        /** The name of the call. */
        public String call() {
            return call;
        }

        /** The HTTP status, or null if no response arrived. */
        public Integer status() {
            return status;
        }

        /** The error's page in the reference. */
        public String page() {
            return page;
        }
    }

    /** The request is wrong. Sent again as it is, it fails again. */
    public static final class FixRequest extends BbbException {
        private static final long serialVersionUID = 1;

        FixRequest(String message, String key, String call, Integer status, String page) {
            super(message, key, call, status, page);
        }
    }

    /** The server expects another checksum: wrong secret or algorithm, or another query was hashed. */
    public static final class FixSecret extends BbbException {
        private static final long serialVersionUID = 1;

        FixSecret(String message, String key, String call, Integer status, String page) {
            super(message, key, call, status, page);
        }
    }

    /** The same request may succeed later, or has worked unseen; create then returns duplicateWarning. */
    public static final class RetryLater extends BbbException {
        private static final long serialVersionUID = 1;

        RetryLater(String message, String key, String call, Integer status, String page) {
            super(message, key, call, status, page);
        }
    }

    /** The server says no, or doesn't have the meeting, recording or user. Tell whoever asked. */
    public static final class Refused extends BbbException {
        private static final long serialVersionUID = 1;

        Refused(String message, String key, String call, Integer status, String page) {
            super(message, key, call, status, page);
        }
    }

    /** What arrived isn't a response of the API. */
    public static final class BadResponse extends BbbException {
        private static final long serialVersionUID = 1;

        BadResponse(String message, String key, String call, Integer status, String page) {
            super(message, key, call, status, page);
        }
    }

    /** Builds an exception of one class. */
    private interface Kind {
        BbbException of(String message, String key, String call, Integer status, String page);
    }

    /** What a key asks the caller to do. Other keys, and responses without one, are Refused. */
    private static final Map<String, Kind> KINDS = Map.ofEntries(
        // [keys] written by `make generate` from the catalog
        Map.entry("b3scale_server_error", FixRequest::new),
        Map.entry("b3scaleGatewayError", RetryLater::new),
        Map.entry("checksumError", FixSecret::new),
        Map.entry("clientError", FixRequest::new),
        Map.entry("configXMLChecksumError", FixSecret::new),
        Map.entry("configXMLError", FixRequest::new),
        Map.entry("createHookError", FixRequest::new),
        Map.entry("destroyHookError", RetryLater::new),
        Map.entry("emptyError", FixRequest::new),
        Map.entry("fullNameTooLong", FixRequest::new),
        Map.entry("idNotUnique", FixRequest::new),
        Map.entry("internalError", RetryLater::new),
        Map.entry("invalidFormat", FixRequest::new),
        Map.entry("invalidKind", FixRequest::new),
        Map.entry("invalidLang", FixRequest::new),
        Map.entry("invalidPassword", FixRequest::new),
        Map.entry("invalidPresentationUrl", FixRequest::new),
        Map.entry("malformedXml", FixRequest::new),
        Map.entry("maxParticipantsReached", RetryLater::new),
        Map.entry("meetingPoolReached", RetryLater::new),
        Map.entry("missingParamCallbackURL", FixRequest::new),
        Map.entry("missingParameterMeetingID", FixRequest::new),
        Map.entry("missingParameterName", FixRequest::new),
        Map.entry("missingParameterPublish", FixRequest::new),
        Map.entry("missingParameterRecordID", FixRequest::new),
        Map.entry("missingParameters", FixRequest::new),
        Map.entry("missingParamFullName", FixRequest::new),
        Map.entry("missingParamHookID", FixRequest::new),
        Map.entry("missingParamMeetingID", FixRequest::new),
        Map.entry("missingParamMessage", FixRequest::new),
        Map.entry("missingParamPublish", FixRequest::new),
        Map.entry("missingParamRecordID", FixRequest::new),
        Map.entry("noInstanceFound", RetryLater::new),
        Map.entry("nonUniqueVoiceBridge", FixRequest::new),
        Map.entry("noResponse", RetryLater::new),
        Map.entry("nullError", FixRequest::new),
        Map.entry("paramError", FixRequest::new),
        Map.entry("Params required", FixRequest::new),
        Map.entry("parentMeetingIDMissing", FixRequest::new),
        Map.entry("parentMeetingIdMissing", FixRequest::new),
        Map.entry("pollXMLChecksumError", FixSecret::new),
        Map.entry("sameServer", FixRequest::new),
        Map.entry("serverTagUnavailable", RetryLater::new),
        Map.entry("serverUnavailable", RetryLater::new),
        Map.entry("sizeError", FixRequest::new),
        Map.entry("tenantNotFound", FixRequest::new),
        Map.entry("unsupportedContentType", FixRequest::new),
        Map.entry("unsupportedRequest", FixRequest::new),
        Map.entry("upload_text_track_failed", RetryLater::new),
        Map.entry("userPoolReached", RetryLater::new),
        Map.entry("validationError", FixRequest::new),
        // [/keys]
        Map.entry("", Refused::new)); // no key is empty; a list can't end with a comma

    /**
     * A response, whatever form it came in. Calls return only those with the returncode SUCCESS, and no HTTP error.
     *
     * @param key the messageKey, or null
     * @param xml the element response, or null if the response isn't XML
     * @param data the members of response; empty if the response isn't JSON
     * @param location where join sends the browser, by http or https, or "". The host is the server's word; it gets the
     *     session token. From a load balancer it is join of a server behind it, which then responds to the browser
     *     itself.
     */
    public record Response(String call, int status, String returncode, String key, String message, Element xml,
        Map<String, Object> data, String location) {

        /** The key, if it matters in spite of SUCCESS: duplicateWarning means that your settings were ignored. */
        public String warning() {
            return "duplicateWarning".equals(key) ? key : null;
        }

        /** Return the text of an element or a member, such as meetingID or a/b, or "". */
        public String get(String name) {
            Object value = data.get(name);
            boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
            return plain ? value.toString() : xml == null ? "" : text(xml, name);
        }

        /** Return the elements at a path of names, such as meetings/meeting. */
        public List<Element> all(String path) {
            return xml == null ? List.of() : elements(xml, path);
        }

        /** The location, which has a session token, isn't shown, nor the parsed document. */
        @Override
        public String toString() {
            return "Response[" + call + " " + status + " " + returncode + " " + key + " " + message + "]";
        }
    }

    /** Return the elements below another at a path of names. */
    public static List<Element> elements(Element above, String path) {
        String[] names = path.split("/", 2);
        List<Element> found = new ArrayList<>();
        for (Node child = above.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && names[0].equals(element.getTagName())) {
                found.addAll(names.length == 1 ? List.of(element) : elements(element, names[1]));
            }
        }
        return found;
    }

    /** Return the text of the first element at a path of names, up to its first child, or "". */
    public static String text(Element above, String path) {
        StringBuilder text = new StringBuilder();
        for (Element element : elements(above, path).stream().limit(1).toList()) {
            for (Node child = element.getFirstChild(); child instanceof Text part; child = child.getNextSibling()) {
                text.append(part.getData());
            }
        }
        return text.toString();
    }

    /** Read a response in any form of the API; throw what it stands for unless it is SUCCESS. */
    public static Response parse(String call, int status, byte[] body, String location) {
        return parse(call, status, body, location, new Line("", ""));
    }

    private static Response parse(String call, int status, byte[] body, String location, Line line) {
        boolean redirect = 300 <= status && status < 400;
        Response response = redirect ? redirect(call, status, location, line) : body(call, status, body, line);
        if (!response.returncode.equals("SUCCESS")) {
            Kind other = status >= 500 ? RetryLater::new : Refused::new;
            Kind kind = response.key == null ? other : KINDS.getOrDefault(response.key, other);
            String reason = response.message.isEmpty() ? "no reason given" : response.message;
            throw kind.of(reason, response.key, call, status, "");
        }
        if (status < 200 || status >= 400) {
            throw ofStatus(call, status, "the body says SUCCESS, and the HTTP status doesn't");
        }
        if (!call.isEmpty() && !response.get("apiVersion").isEmpty()) { // only the call "" asks for the version
            String another = "nothing was done: the call wants another method";
            throw new FixRequest(another, null, call, status, "wrong-http-method");
        }
        return response;
    }

    /** Absolute URLs without user and password, of printable ASCII but for \, which browsers take for a slash. */
    private static final String HOST = "https?://(?:[a-z0-9][\\w.-]*|\\[[0-9a-f:.]+\\])(?::\\d{1,5})?";
    private static final Pattern JOINED = Pattern.compile(
        HOST + "(?=[/?])[!\"$-\\[\\]-~]*[?&]sessionToken=[!-\\[\\]-~]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSED_ON = Pattern.compile(
        HOST + "/[!\"$->@-\\[\\]-~]*/join\\?[!\"$-\\[\\]-~]*\\bchecksum=(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ERRORS = Pattern.compile("[?&]errors=([^&#]*)");
    private static final int LONGEST_TARGET = 16_384;

    private static Response redirect(String call, int status, String location, Line line) {
        List<String> values = ERRORS.matcher(location).results().map(found -> found.group(1)).toList();
        for (int at = values.size() - 1; at >= 0; at--) {
            if (Json.read(unescape(values.get(at)).getBytes(StandardCharsets.UTF_8)) instanceof List<?> errors
                && !errors.isEmpty() && errors.get(0) instanceof Map<?, ?> error
                && error.get("key") instanceof String key && error.get("message") instanceof String message) {
                return response(call, status, "FAILED", line.of(key), line.of(message), null, Map.of(), "");
            }
        }
        boolean joined = call.equals("join") && location.length() <= LONGEST_TARGET
            && (JOINED.matcher(location).matches() || passedOn(status, location, line.checksum));
        if (!joined) {
            String moved = "redirected elsewhere: check the base URL, https too";
            throw new BadResponse(moved, null, call, status, "http-301-redirect");
        }
        return response(call, status, "SUCCESS", "", "", null, Map.of(), location);
    }

    /** Return whether a load balancer sends the browser to a server, for which it has signed the request anew. */
    private static boolean passedOn(int status, String location, String checksum) {
        Matcher found = PASSED_ON.matcher(location);
        return (status == 302 || status == 307) && found.matches() && !found.group(1).equals(checksum);
    }

    private static Response response(String call, int status, String returncode, String key, String message,
        Element xml, Map<String, Object> data, String location) {
        return new Response(call, status, returncode, key.isEmpty() ? null : key, message, xml, data, location);
    }

    /** Decode a value of a query; unlike URLDecoder, leave a % that stands alone as it is. */
    private static String unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher found = Pattern.compile("%([0-9A-Fa-f]{2})|\\+|[^%+]+|%", Pattern.DOTALL).matcher(text);
        while (found.find()) {
            if (found.group(1) != null) {
                bytes.write(HexFormat.fromHexDigits(found.group(1)));
            } else {
                bytes.writeBytes(found.group().replace("+", " ").getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Response body(String call, int status, byte[] body, Line line) {
        Object content = Json.read(body);
        if (content instanceof Map<?, ?> outer && outer.containsKey("response")) {
            content = outer.get("response");
        }
        if (content instanceof Map<?, ?> members && members.get("returncode") instanceof String code) {
            Map<String, Object> data = new LinkedHashMap<>();
            members.forEach((name, value) -> data.put((String) name, value));
            String key = data.get("messageKey") instanceof String found ? found : "";
            String message = data.get("message") instanceof String found ? found : "";
            return response(call, status, line.of(code), line.of(key), line.of(message), null, data, "");
        }
        Element xml = xml(body);
        if (xml == null) {
            throw notAnApiResponse(call, status, body, line);
        }
        String key = either(text(xml, "messageKey"), text(xml, "errors/error/key"));
        String message = either(text(xml, "message"), text(xml, "errors/error/message"));
        String code = line.of(text(xml, "returncode"));
        return response(call, status, code, line.of(key), line.of(message), xml, Map.of(), "");
    }

    private static String either(String first, String second) {
        return first.isEmpty() ? second : first;
    }

    /** How a response in XML begins. So no document type comes before it. */
    private static final Pattern OPENING =
        Pattern.compile("(?:\u00EF\u00BB\u00BF)?(?:<\\?xml[^<>]*\\?>)?\\s*<response[\\s/>]");

    /** Return the element response if this is a response in XML. */
    private static Element xml(byte[] body) {
        int start = 0;
        while (start < body.length && (body[start] == ' ' || 9 <= body[start] && body[start] <= 13)) {
            start++;
        }
        int length = body.length - start;
        if (!OPENING.matcher(new String(body, start, length, StandardCharsets.ISO_8859_1)).lookingAt()) {
            return null;
        }
        try {
            Element root = parser().parse(new ByteArrayInputStream(body, start, length)).getDocumentElement();
            return root.getTagName().equals("response") && root.getNamespaceURI() == null
                && !text(root, "returncode").isEmpty() ? root : null;
        } catch (SAXException | IOException e) {
            return null;
        }
    }

    /** The parser of the JDK itself, whatever else is on the class path; it refuses document types and stays silent. */
    private static DocumentBuilder parser() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", "256");
            factory.setExpandEntityReferences(false);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no such parser");
        }
    }

    private static final Set<Integer> PAGES =
        Set.of(400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 500, 502, 503, 504);

    private static BbbException ofStatus(String call, int status, String text) {
        Kind kind = switch (status) {
            case 401 -> FixSecret::new;
            case 405, 413, 414, 415 -> FixRequest::new;
            case 408, 429, 502, 503, 504 -> RetryLater::new;
            default -> BadResponse::new;
        };
        String page = PAGES.contains(status) ? "http-" + status : status < 300 ? "not-bigbluebutton" : "";
        return kind.of(text, null, call, status, page);
    }

    private static BbbException notAnApiResponse(String call, int status, byte[] body, Line line) {
        String start = new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8);
        String words = Line.start(line.of(start.replaceAll("<[^>]*>", " ")), 100);
        String what = words.isEmpty() ? "an empty body" : quote(words);
        return ofStatus(call, status, "not an API response, but " + what);
    }

    /** Put a text between single quotes, or double ones if it holds a single quote. */
    private static String quote(String text) {
        String escaped = text.replace("\\", "\\\\");
        boolean both = escaped.contains("'") && !escaped.contains("\"");
        return both ? "\"" + escaped + "\"" : "'" + escaped.replace("'", "\\'") + "'";
    }

    private Response send(String method, String call, List<Param> params, byte[] body, String contentType) {
        String signed = url(call, params);
        if (signed.length() > MAX_URL) {
            throw new FixRequest("the URL is too long; send parameters in a form body", null, call, null, "");
        }
        if (!contentType.chars().allMatch(c -> ' ' <= c && c <= '~')) {
            String header = "nothing was sent: a header, such as the content type, breaks HTTP";
            throw new FixRequest(header, null, call, null, "");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signed));
        if (method.equals("POST")) {
            request.POST(body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        }
        request.header("Accept-Encoding", "identity"); // or a small response could unfold into a huge one
        if (CLOSING) {
            request.header("Connection", "close");
        }
        if (body.length > 0) {
            request.header("Content-Type", contentType);
        }
        Line line = new Line(signed.substring(signed.lastIndexOf('=') + 1), secret.text);
        HttpResponse<byte[]> response = exchange(call, request.build());
        int status = response.statusCode();
        String encoding = String.join(", ", response.headers().allValues("Content-Encoding"));
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new BadResponse("an encoding nobody asked for", null, call, status, "");
        }
        if (response.body() == null) { // a proxy wants a login, and made no tunnel to the server
            throw new BadResponse("no response, the proxy refuses", null, call, null, "proxy");
        }
        if (response.body().length > options.limit) {
            throw new BadResponse("more than " + options.limit + " bytes", null, call, status, "");
        }
        return parse(call, status, response.body(), header(response, "Location"), line);
    }

    /** A header as UTF-8 if it is that; the client of the JDK takes a character for each byte. */
    private static String header(HttpResponse<?> response, String name) {
        String value = String.join(", ", response.headers().allValues(name));
        try {
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    /**
     * Send a request and read the whole response. A timeout of HttpRequest would end at the headers, so the time is
     * measured here.
     */
    private HttpResponse<byte[]> exchange(String call, HttpRequest request) {
        HttpClient client = client();
        Queue<HttpClient> free = resting;
        CompletableFuture<HttpResponse<byte[]>> future =
            client.sendAsync(request, info -> new Collector(options.limit));
        try {
            HttpResponse<byte[]> response = future.get(options.timeout.toNanos(), TimeUnit.NANOSECONDS);
            boolean closed = response.headers().firstValue("Connection").filter("close"::equalsIgnoreCase).isPresent();
            free = closed ? idle : resting;
            return response;
        } catch (ExecutionException e) {
            throw noResponse(call, e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new RetryLater("no response in time", null, call, null, "time-out");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new RetryLater("the call was interrupted", null, call, null, "");
        } finally {
            free.add(client);
        }
    }

    private HttpClient client() {
        HttpClient client = idle.poll();
        if (client == null && resting.size() >= RESTING) {
            client = resting.poll();
        }
        return client != null ? client : HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    private static boolean allowClosing() {
        String name = "jdk.httpclient.allowRestrictedHeaders";
        String allowed = System.getProperty(name, "");
        if (!List.of(allowed.split(",")).contains("connection")) {
            System.setProperty(name, allowed.isEmpty() ? "connection" : allowed + ",connection");
        }
        try {
            HttpRequest.newBuilder().header("Connection", "close");
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Collects a body, and stops when it is too long. */
    private static final class Collector implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        private final int limit;
        private Flow.Subscription subscription;

        Collector(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription made) {
            subscription = made;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[(int) Math.min(buffer.remaining(), limit + 1L - arrived.size())];
                buffer.get(part);
                arrived.writeBytes(part);
            }
            if (arrived.size() > limit) {
                subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            whole.complete(arrived.toByteArray());
        }
    }

    /** What is known by the class of an exception and by words in its message, and its page. */
    private record Sign(Class<? extends Throwable> type, String words, String page) {
        boolean fits(Throwable thrown) {
            return type.isInstance(thrown) && String.valueOf(thrown.getMessage()).contains(words);
        }
    }

    /** The first that fits an exception or one of its causes counts. */
    private static final List<Sign> SIGNS = List.of(
        new Sign(UnresolvedAddressException.class, "", "dns"),
        new Sign(ConnectException.class, "timed out", "time-out"),
        new Sign(ConnectException.class, "", "refused"),
        new Sign(CertificateExpiredException.class, "", "tls-expired"),
        new Sign(CertificateException.class, "No subject alternative", "tls-name"),
        new Sign(CertificateException.class, "No name matching", "tls-name"),
        new Sign(CertificateException.class, "", "tls-chain"),
        new Sign(SSLException.class, "protocol_version", "tls-version"),
        new Sign(SSLException.class, "not accepted by client preferences", "tls-version"),
        new Sign(SSLException.class, "SSL message", "tls-to-plain"),
        new Sign(SocketException.class, "Connection reset", "reset"),
        new Sign(SSLException.class, "terminated the handshake", "empty"),
        new Sign(IOException.class, "header parser received no bytes", "empty"),
        new Sign(IOException.class, "parsing HTTP/1.1 header", "empty"),
        new Sign(IOException.class, "bytes received: ", "cut"),
        new Sign(IOException.class, "chunked transfer encoding, state", "cut"),
        new Sign(ProtocolException.class, "Invalid status line", "no-http"),
        new Sign(IOException.class, "Tunnel failed", "proxy"));
    /** Pages of failures that may pass by themselves, or of which nothing is known. */
    private static final Set<String> PASSING = Set.of("time-out", "refused", "reset", "empty", "cut", "");

    /** Say what a failure of the HTTP client means. Its text isn't kept: it may hold what the server sent. */
    private static BbbException noResponse(String call, Throwable error) {
        List<Throwable> chain = Stream.iterate(error, Objects::nonNull, Throwable::getCause).toList();
        String page = SIGNS.stream().filter(sign -> chain.stream().anyMatch(sign::fits)).map(Sign::page)
            .findFirst().orElse("");
        Kind kind = PASSING.contains(page) ? RetryLater::new : BadResponse::new;
        String name = error.getClass().getSimpleName();
        return kind.of("no response, the connection failed (" + name + ")", null, call, null, page);
    }

    /** Makes a server's text fit for a log, and hides what it may repeat of the call under way. */
    private record Line(String checksum, String secret) {
        private static final Pattern NAMED =
            Pattern.compile("(checksum(?:=|%(?:25)*3D))[\\p{L}\\p{N}_]+", Pattern.CASE_INSENSITIVE);
        /** Hex digits as they are, or percent-encoded. */
        private static final Pattern DIGITS =
            Pattern.compile("(?:[0-9a-f]|%(?:25)*(?:3\\d|[46][1-6])){8,}+", Pattern.CASE_INSENSITIVE);
        private static final Pattern ESCAPE =
            Pattern.compile("(?:[\\\\%]u(?:0{6}|00|\\{0*)|\\\\x|=|%)([0-9a-f]{2})\\}?", Pattern.CASE_INSENSITIVE);
        private static final Pattern ENTITY =
            Pattern.compile("&(?:(amp);|#0*(\\d{1,7});?|#x0*([0-9a-f]{1,6});?)", Pattern.CASE_INSENSITIVE);
        /** What may be base64. */
        private static final Pattern PACKED = Pattern.compile("[A-Za-z0-9+/_-]{16,}");

        /** One line, no control characters, no checksum, not endless. */
        String of(String text) {
            StringBuilder line = new StringBuilder();
            boolean parted = false;
            for (int c : start(text, 2000).codePoints().toArray()) {
                boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
                if (!blank) {
                    line.append(parted ? " " : "").appendCodePoint(c);
                }
                parted = blank && !line.isEmpty();
            }
            int[] shown = line.codePoints().filter(Line::printable).toArray();
            return hide(new String(shown, 0, shown.length));
        }

        static String start(String text, int characters) {
            boolean longer = text.codePointCount(0, text.length()) > characters;
            return longer ? text.substring(0, text.offsetByCodePoints(0, characters)) : text;
        }

        static boolean printable(int c) {
            return switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
                case Character.SPACE_SEPARATOR -> c == ' ';
                default -> true;
            };
        }

        /**
         * Hide what is called a checksum, and every run of digits that is the checksum of this call or a part of it. Of
         * a text that still holds it, or the secret, nothing is left.
         */
        private String hide(String text) {
            String hidden = NAMED.matcher(text).replaceAll("$1***");
            if (!checksum.isEmpty()) {
                hidden = DIGITS.matcher(hidden).replaceAll(digits -> {
                    String plain = unescape(digits.group().replaceAll("%(?:25)+", "%")).toLowerCase(Locale.ROOT);
                    boolean known = checksum.contains(plain) || plain.contains(checksum);
                    return known ? "***" : Matcher.quoteReplacement(digits.group());
                });
            }
            hidden = secret.length() >= 8 ? hidden.replace(secret, "***") : hidden; // the server has it, too
            return shows(hidden) ? "***" : hidden;
        }

        /** Whether a text holds the secret, or a part of the checksum, however its letters are written or parted. */
        private boolean shows(String text) {
            String plain = text;
            for (int round = 0; round < 3; round++) {
                plain = ESCAPE.matcher(ENTITY.matcher(plain).replaceAll(Line::entity))
                    .replaceAll(found -> letter(Integer.parseInt(found.group(1), 16)));
            }
            plain = Normalizer.normalize(plain, Normalizer.Form.NFKC);
            List<String> written = new ArrayList<>(List.of(plain, new StringBuilder(plain).reverse().toString()));
            PACKED.matcher(plain).results().forEach(found -> unpack(found.group(), written));
            return written.stream().map(each -> each.toLowerCase(Locale.ROOT)).anyMatch(this::holds);
        }

        private static String entity(MatchResult found) {
            if (found.group(1) != null) {
                return "&";
            }
            boolean hex = found.group(2) == null;
            return letter(hex ? Integer.parseInt(found.group(3), 16) : Integer.parseInt(found.group(2)));
        }

        private static String letter(int code) {
            return Character.isValidCodePoint(code) ? Matcher.quoteReplacement(Character.toString(code)) : "";
        }

        /** Add what a text may hold in base64, from whichever letter it begins: as letters, and as hex digits. */
        private static void unpack(String packed, List<String> to) {
            String letters = packed.replace('-', '+').replace('_', '/');
            for (int start = 0; start < 4; start++) {
                int end = letters.length() - ((letters.length() - start) % 4 == 1 ? 1 : 0); // it alone is no byte
                byte[] data = Base64.getDecoder().decode(letters.substring(start, end));
                to.add(new String(data, StandardCharsets.UTF_8));
                to.add(HexFormat.of().formatHex(data));
            }
        }

        private boolean holds(String low) {
            String digits = low.replaceAll("[^0-9a-f]+", "");
            for (int at = 0; at + 16 <= checksum.length(); at++) {
                String part = checksum.substring(at, at + 16);
                if (digits.contains(part) || digits.contains(hex(part))) {
                    return true;
                }
            }
            String letters = letters(secret);
            boolean parted = letters.length() >= 8 && letters(low).contains(letters);
            boolean whole = low.contains(secret.toLowerCase(Locale.ROOT)) || digits.contains(hex(secret));
            return secret.length() >= 8 && (whole || parted);
        }

        private static String hex(String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        }

        /** What of a text is letters and digits, in lower case. */
        private static String letters(String text) {
            return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * A strict reader of JSON, which the JDK lacks. Objects become Map, lists List, numbers Long or Double, and the
     * rest String, Boolean and null.
     */
    private static final class Json {
        private static final int DEPTH = 256;
        private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
        private static final int LONGEST_LONG = 18;

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        /** Return a value, or null if this isn't JSON. */
        static Object read(byte[] body) {
            try {
                String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
                Json json = new Json(text.startsWith("\uFEFF") ? text.substring(1) : text);
                Object value = json.value(0);
                return json.at == json.text.length() ? value : null;
            } catch (CharacterCodingException | IllegalArgumentException e) {
                return null;
            }
        }

        private Object value(int depth) {
            blanks();
            char first = next();
            Object value = switch (first) {
                case '{' -> object(depth + 1);
                case '[' -> list(depth + 1);
                case '"' -> string();
                case 't' -> word("true", Boolean.TRUE);
                case 'f' -> word("false", Boolean.FALSE);
                case 'n' -> word("null", null);
                default -> number();
            };
            blanks();
            return value;
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (boolean more = open(depth, '}'); more; more = follows('}')) {
                blanks();
                expect('"');
                String name = string();
                blanks();
                expect(':');
                members.put(name, value(depth));
            }
            return members;
        }

        private List<Object> list(int depth) {
            List<Object> items = new ArrayList<>();
            for (boolean more = open(depth, ']'); more; more = follows(']')) {
                items.add(value(depth));
            }
            return items;
        }

        /** Whether an object or a list, whose first character is read, has something in it. */
        private boolean open(int depth, char end) {
            if (depth > DEPTH) {
                throw new IllegalArgumentException("too deep");
            }
            blanks();
            boolean empty = at < text.length() && text.charAt(at) == end;
            at += empty ? 1 : 0;
            return !empty;
        }

        /** Whether a comma follows, and not the end. */
        private boolean follows(char end) {
            char found = next();
            if (found != ',' && found != end) {
                throw new IllegalArgumentException("no comma");
            }
            return found == ',';
        }

        private String string() {
            StringBuilder string = new StringBuilder();
            for (char c = next(); c != '"'; c = next()) {
                if (c < ' ') {
                    throw new IllegalArgumentException("a control character");
                }
                string.append(c == '\\' ? escape() : c);
            }
            return string.toString();
        }

        private char escape() {
            char c = next();
            if (c == 'u') {
                int digits = 0;
                for (int i = 0; i < 4; i++) {
                    digits = digits * 16 + HexFormat.fromHexDigit(next());
                }
                return (char) digits;
            }
            int known = "\"\\/bfnrt".indexOf(c);
            if (known < 0) {
                throw new IllegalArgumentException("an unknown escape");
            }
            return "\"\\/\b\f\n\r\t".charAt(known);
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at - 1)) {
                throw new IllegalArgumentException("an unknown word");
            }
            at += word.length() - 1;
            return value;
        }

        private Number number() {
            Matcher found = NUMBER.matcher(text).region(at - 1, text.length());
            if (!found.lookingAt()) {
                throw new IllegalArgumentException("no value");
            }
            at = found.end();
            String digits = found.group();
            boolean whole = digits.length() <= LONGEST_LONG && found.start(1) < 0 && found.start(2) < 0;
            return whole ? (Number) Long.valueOf(digits) : Double.valueOf(digits);
        }

        private void blanks() {
            while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private char next() {
            if (at == text.length()) {
                throw new IllegalArgumentException("the end is missing");
            }
            return text.charAt(at++);
        }

        private void expect(char c) {
            if (next() != c) {
                throw new IllegalArgumentException("another character");
            }
        }
    }
}

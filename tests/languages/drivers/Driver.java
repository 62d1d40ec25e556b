import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs the Java client: a JSON object a line in, one a line out. */
final class Driver {
    private final Map<String, Object> request;

    private Driver(Map<String, Object> request) {
        this.request = request;
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, Object> said;
            try {
                said = new Driver(read(line)).run();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError crash) {
                said = Map.of("crash", trace(crash));
            }
            out.println(write(said));
        }
    }

    /** Read JSON by the client itself, which has the only reader of it here. */
    private static Map<String, Object> read(String line) {
        byte[] wrapped = ("{\"returncode\":\"SUCCESS\",\"line\":" + line + "}").getBytes(StandardCharsets.UTF_8);
        return object(BbbApi.parse("", 200, wrapped, "").data().get("line"));
    }

    private Map<String, Object> run() {
        try {
            return switch (text("op")) {
                case "sign" -> Map.of("query",
                    BbbApi.sign(text("call"), params("params"), text("secret"), text("algorithm")));
                case "parse" -> outcome(() -> BbbApi.parse(text("call"), number("status").intValue(), body(),
                    text("location")), null);
                case "client" -> Map.of("ok", Map.of("shown", client().toString()));
                default -> call(client());
            };
        } catch (IllegalArgumentException wrong) {
            return Map.of("settings", wrong.getMessage());
        } catch (BbbApi.BbbException failure) {
            return failed(failure, "");
        }
    }

    private BbbApi client() {
        Duration timeout = Duration.ofNanos((long) (number("timeout").doubleValue() * 1e9));
        BbbApi.Options options = new BbbApi.Options(text("algorithm"), timeout,
            request.containsKey("limit") ? number("limit").intValue() : BbbApi.Options.DEFAULTS.limit());
        return new BbbApi(text("url"), text("secret"), options);
    }

    private Map<String, Object> call(BbbApi bbb) {
        List<BbbApi.Param> params = params("params");
        return outcome(() -> {
            if (!text("method").equals("POST")) {
                return bbb.call(text("call"), params.toArray(new BbbApi.Param[0]));
            }
            boolean form = request.get("body") instanceof List;
            return form ? bbb.postForm(text("call"), params, params("body"))
                : bbb.post(text("call"), params, body(), text("content_type"));
        }, bbb);
    }

    private Map<String, Object> outcome(Supplier<BbbApi.Response> act, BbbApi bbb) {
        try {
            BbbApi.Response response = act.get();
            Map<String, Object> ok = new LinkedHashMap<>();
            ok.put("returncode", response.returncode());
            ok.put("key", response.key());
            ok.put("message", response.message());
            ok.put("status", response.status());
            ok.put("location", response.location());
            ok.put("warning", response.warning());
            ok.put("values", list("read").stream().map(String.class::cast)
                .collect(Collectors.toMap(name -> name, response::get)));
            ok.put("shown", response + " " + bbb);
            return Map.of("ok", ok);
        } catch (BbbApi.BbbException failure) {
            return failed(failure, " " + bbb);
        }
    }

    private static Map<String, Object> failed(BbbApi.BbbException failure, String more) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("class", failure.getClass().getSimpleName());
        error.put("key", failure.key());
        error.put("message", failure.message());
        error.put("call", failure.call());
        error.put("status", failure.status());
        error.put("page", failure.page());
        error.put("shown", trace(failure) + failure.getMessage() + more);
        return Map.of("error", error);
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    private String text(String name) {
        return (String) request.get(name);
    }

    private Number number(String name) {
        return (Number) request.get(name);
    }

    private List<?> list(String name) {
        return request.get(name) instanceof List<?> list ? list : List.of();
    }

    private byte[] body() {
        return Base64.getDecoder().decode(text("body"));
    }

    private List<BbbApi.Param> params(String name) {
        return list(name).stream().map(each -> (List<?>) each)
            .map(pair -> BbbApi.param((String) pair.get(0), pair.get(1))).toList();
    }

    private static Map<String, Object> object(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> members.put((String) name, member));
        return members;
    }

    private static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(each -> write(each.getKey()) + ":" + write(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(c -> c < ' ' || c > '~' || c == '"' || c == '\\'
            ? String.format("\\u%04x", c) : Character.toString(c)).collect(Collectors.joining("", "\"", "\""));
    }
}

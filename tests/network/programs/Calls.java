// What java.net.http, HttpURLConnection and the XML parsers of Java say. In: a CA file as argument, then on standard input a
// line per task: id, url, seconds, proxy, parser, CA file, parted by tabs. Out: lines of tool, id, text, parted by tabs and escaped.
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;

public final class Calls {
    public static void main(String[] arguments) throws Exception {
        SSLContext trust = trusting(arguments[0]);
        HttpsURLConnection.setDefaultSSLSocketFactory(trust.getSocketFactory());
        for (String line : new String(System.in.readAllBytes()).split("\n")) {
            String[] task = line.split("\t", -1);
            if (!task[5].equals(arguments[0])) {
                continue;
            }
            String id = task[0], url = task[1], proxy = task[3], parser = task[4];
            Duration time = Duration.ofMillis((long) (Double.parseDouble(task[2]) * 1000));
            if (parser.equals("xml")) {
                byte[] body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
                note("Java DocumentBuilder", id, () -> builder().parse(new ByteArrayInputStream(body)));
                note("Java StAX", id, () -> readThrough(body));
            } else if (parser.isEmpty()) {
                note("Java java.net.http.HttpClient", id, () -> byClient(trust, url, time, proxy));
                if (proxy.isEmpty()) {
                    note("Java HttpURLConnection", id, () -> byConnection(url, (int) time.toMillis()));
                }
            }
        }
        System.exit(0);
    }

    private static SSLContext trusting(String file) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        try (InputStream pem = new FileInputStream(file)) {
            store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static Object byClient(SSLContext trust, String url, Duration time, String proxy) throws Exception {
        HttpClient.Builder builder = HttpClient.newBuilder().sslContext(trust).connectTimeout(time)
            .followRedirects(HttpClient.Redirect.NORMAL);
        if (!proxy.isEmpty()) {
            URI address = URI.create(proxy);
            builder.proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(time.plusMillis(100)).build();
        return builder.build().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private static Object byConnection(String url, int time) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setConnectTimeout(time);
        connection.setReadTimeout(time);
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        }
        return connection.getResponseCode();
    }

    private static DocumentBuilder builder() throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder;
    }

    private static Object readThrough(byte[] body) throws Exception {
        XMLStreamReader reader = XMLInputFactory.newInstance().createXMLStreamReader(new ByteArrayInputStream(body));
        while (reader.hasNext()) {
            reader.next();
        }
        return "";
    }

    private static void note(String tool, String id, Callable<Object> call) {
        StringBuilder text = new StringBuilder();
        try {
            Object result = call.call();
            text.append("OK").append(result instanceof Integer ? " " + result : "");
        } catch (Exception error) {
            for (Throwable each = error; each != null; each = each.getCause()) {
                text.append(text.length() == 0 ? "" : " | Caused by: ").append(each);
            }
        }
        System.out.println(tool + "\t" + id + "\t" + text.toString().replace("\\", "\\\\").replace("\n", "\\n"));
    }
}

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles and runs one example after the other. Reads the path of a source file a line; writes a line
 * for each: the word "ran" or "failed", and what was printed or complained, in UTF-8, as hex digits.
 */
final class Examples {
    private static final PrintStream ANSWERS = System.out;

    private Examples() {
    }

    public static void main(String[] args) {
        Scanner asked = new Scanner(System.in, StandardCharsets.UTF_8);
        while (asked.hasNextLine()) {
            Path source = Path.of(asked.nextLine());
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            ByteArrayOutputStream complaints = new ByteArrayOutputStream();
            try (PrintStream out = utf8(printed); PrintStream err = utf8(complaints)) {
                compile(source, args[0], err);
                if (complaints.size() == 0) {
                    run(source.getParent(), out, err);
                }
            } catch (Exception failure) {
                failure.printStackTrace(utf8(complaints));
            }
            ByteArrayOutputStream told = complaints.size() == 0 ? printed : complaints;
            ANSWERS.println((told == printed ? "ran " : "failed ") + HexFormat.of().formatHex(told.toByteArray()));
            ANSWERS.flush();
        }
    }

    private static PrintStream utf8(OutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    /** Compile beside the source; every warning and error goes to the stream. */
    private static void compile(Path source, String classes, PrintStream err) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-Xlint:all", "-Werror", "-cp", classes, "-d", source.getParent().toString());
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var sources = files.getJavaFileObjects(source);
            compiler.getTask(new PrintWriter(err, true), files, null, options, null, sources).call();
        }
    }

    /** Run the one class that has a main method. */
    private static void run(Path folder, PrintStream out, PrintStream err) throws Exception {
        PrintStream before = System.err;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method main = main(folder, loader);
            System.setOut(out);
            System.setErr(err);
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException thrown) {
            thrown.getCause().printStackTrace(err);
        } finally {
            System.setOut(ANSWERS);
            System.setErr(before);
        }
    }

    private static Method main(Path folder, ClassLoader loader) throws Exception {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(Path::toString).filter(name -> name.endsWith(".class")).sorted().forEach(names::add);
        }
        for (String name : names) {
            String found = new File(name).getName().replaceAll("[.]class$", "");
            for (Method method : loader.loadClass(found).getDeclaredMethods()) {
                if (method.getName().equals("main") && method.getParameterCount() == 1) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        throw new NoSuchMethodException("no class of the example has a main method");
    }
}

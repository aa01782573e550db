package io.muster.replay.build;

import io.muster.replay.log.ReplayError;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the engine and its codecs from another build, and everything else from this one. */
final class BuildLoader extends URLClassLoader
{
    private static final String ENGINE = "io.muster.master.engine.";
    private static final String CODECS = "io.muster.codecs.";

    private BuildLoader(final URL[] urls)
    {
        super(urls, BuildLoader.class.getClassLoader());
    }

    /**
     * @param paths jars or folders of classes, as in a class path: the master's, and the codecs' if they are others.
     * @throws ReplayError.Refusal ASKED_WRONGLY when one is not there.
     */
    static BuildLoader of(final String paths)
    {
        final String[] parts = paths.split(File.pathSeparator);
        final URL[] urls = new URL[parts.length];
        for (int i = 0; i < parts.length; i++)
        {
            final Path path = Path.of(parts[i]);
            if (!Files.exists(path))
            {
                throw ReplayError.ASKED_WRONGLY.because("--engine-jar: there is no " + path);
            }
            try
            {
                urls[i] = path.toUri().toURL();
            }
            catch (final MalformedURLException ex)
            {
                throw ReplayError.ASKED_WRONGLY.because("--engine-jar: " + path + " cannot be loaded from");
            }
        }
        return new BuildLoader(urls);
    }

    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException
    {
        if (!name.startsWith(ENGINE) && !name.startsWith(CODECS))
        {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name))
        {
            final Class<?> known = findLoadedClass(name);
            if (known != null)
            {
                return known;
            }
            try
            {
                return findClass(name);
            }
            catch (final ClassNotFoundException notThere)
            {
                return super.loadClass(name, resolve);
            }
        }
    }
}

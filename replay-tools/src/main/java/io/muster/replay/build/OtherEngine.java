package io.muster.replay.build;

import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.Said;
import org.agrona.DirectBuffer;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** An engine of another build, called by the names that its methods have had since the first log was kept. */
final class OtherEngine
{
    private static final String ENGINE = "io.muster.master.engine.Engine";
    private static final String SETTINGS = "io.muster.master.engine.EngineSettings";
    private static final String SINK = "io.muster.master.engine.snapshot.SnapshotSink";
    private static final String READER = "io.muster.master.engine.outbox.OutboxReader";
    private static final String OUTBOX = "io.muster.master.engine.outbox.Outbox";

    private final BuildLoader loader;
    private final Object engine;
    private final Method apply;
    private final Method tick;
    private final Method digest;

    /** @throws ReplayError.Refusal BUILD_UNUSABLE when it is none, or is too different to be called. */
    OtherEngine(final BuildLoader loader, final EngineSettings settings)
    {
        this.loader = loader;
        try
        {
            final Class<?> engineClass = loader.loadClass(ENGINE);
            if (engineClass == Engine.class)
            {
                throw ReplayError.BUILD_UNUSABLE.because("--engine-jar has no " + ENGINE);
            }
            final Class<?> settingsClass = loader.loadClass(SETTINGS);
            engine = engineClass.getConstructor(settingsClass).newInstance(settings(settingsClass, settings));
            apply = engineClass.getMethod(
                "apply", long.class, long.class, DirectBuffer.class, int.class, int.class);
            tick = engineClass.getMethod("tick", long.class, long.class);
            digest = engineClass.getMethod("digest");
        }
        catch (final ReflectiveOperationException ex)
        {
            throw unusable(ex);
        }
    }

    /** Limits by their names; what this build does not know is as the other one has it by default. */
    private static Object settings(final Class<?> settingsClass, final EngineSettings ours)
        throws ReflectiveOperationException
    {
        final Object defaults = settingsClass.getField("DEFAULT").get(null);
        final RecordComponent[] components = settingsClass.getRecordComponents();
        final Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++)
        {
            final String name = components[i].getName();
            final boolean isOurs = Stream.of(EngineSettings.class.getRecordComponents())
                .anyMatch((it) -> it.getName().equals(name));
            values[i] = isOurs ? EngineSettings.class.getMethod(name).invoke(ours) :
                components[i].getAccessor().invoke(defaults);
        }
        final Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        final Constructor<?> constructor = settingsClass.getConstructor(types);
        return constructor.newInstance(values);
    }

    private static ReplayError.Refusal unusable(final ReflectiveOperationException ex)
    {
        final Throwable cause = ex instanceof InvocationTargetException ? ex.getCause() : ex;
        return ReplayError.BUILD_UNUSABLE.because("the engine of --engine-jar cannot be used: " + cause);
    }

    private static Object call(final Method method, final Object target, final Object... arguments)
    {
        try
        {
            return method.invoke(target, arguments);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw unusable(ex);
        }
    }

    private static Object call(final Object target, final String name)
    {
        try
        {
            return target.getClass().getMethod(name).invoke(target);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw unusable(ex);
        }
    }

    /** What became of it, as the other build calls it; or null. */
    String apply(final Entry entry)
    {
        if (entry.kind() == EntryKind.BATCH)
        {
            return call(apply, engine, entry.timestampMs(), entry.position(), entry.buffer(), entry.offset(),
                entry.length()).toString();
        }
        if (entry.kind() == EntryKind.TICK)
        {
            call(tick, engine, entry.timestampMs(), entry.position());
        }
        return null;
    }

    long digest()
    {
        return (long)call(digest, engine);
    }

    /** Take the state of an engine of this build. */
    void restore(final Engine source)
    {
        try
        {
            final Method restore = engine.getClass().getMethod("restore", DirectBuffer.class, int.class, int.class);
            source.snapshotTo((buffer, offset, length) -> call(restore, engine, buffer, offset, length));
            call(engine, "restored");
        }
        catch (final NoSuchMethodException ex)
        {
            throw unusable(ex);
        }
    }

    /** Give its state to an engine of this build that has nothing yet. */
    void copyTo(final Engine target)
    {
        try
        {
            final Class<?> sink = loader.loadClass(SINK);
            final Object proxy = Proxy.newProxyInstance(loader, new Class<?>[]{sink}, (self, method, arguments) ->
            {
                target.restore((DirectBuffer)arguments[0], (int)arguments[1], (int)arguments[2]);
                return null;
            });
            call(engine.getClass().getMethod("snapshotTo", sink), engine, proxy);
            target.restored();
        }
        catch (final ReflectiveOperationException ex)
        {
            throw unusable(ex);
        }
    }

    /** Tell what it has said that is news: before that it has said what an engine of this build did. */
    void said(final Said before, final Said.Listener listener)
    {
        try
        {
            final Object nodes = call(engine, "nodes");
            final int slotsMax = (int)call(nodes, "slotsMax");
            for (int slot = 0; slot < slotsMax; slot++)
            {
                if ((boolean)ofSlot(nodes, "isTaken", slot))
                {
                    said(nodes, slot, before, listener);
                }
            }
        }
        catch (final ReflectiveOperationException ex)
        {
            throw unusable(ex);
        }
    }

    private void said(final Object nodes, final int slot, final Said before, final Said.Listener listener)
        throws ReflectiveOperationException
    {
        final Object outbox = ofSlot(nodes, "outbox", slot);
        final long from = before.lastSeq(slot, (long)ofSlot(nodes, "incarnation", slot));
        if ((long)call(outbox, "lastSeq") <= from)
        {
            return;
        }
        final Object reader = loader.loadClass(READER).getConstructor(loader.loadClass(OUTBOX)).newInstance(outbox);
        call(reader.getClass().getMethod("seek", long.class), reader, from + 1);
        while ((boolean)call(reader, "isOnEvent"))
        {
            listener.onEvent((int)ofSlot(nodes, "nodeId", slot), (long)call(reader, "eventSeq"),
                (DirectBuffer)call(reader, "buffer"), (int)call(reader, "offset"), (int)call(reader, "length"));
            call(reader, "advance");
        }
    }

    private static Object ofSlot(final Object nodes, final String name, final int slot)
        throws ReflectiveOperationException
    {
        return call(nodes.getClass().getMethod(name, int.class), nodes, slot);
    }
}

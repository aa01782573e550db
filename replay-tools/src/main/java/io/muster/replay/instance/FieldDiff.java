package io.muster.replay.instance;

import io.muster.game.Stage;
import org.agrona.DirectBuffer;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares two games of one class, field by field, down to numbers and text. */
final class FieldDiff
{
    private static final int SHOWN_MAX = 16;

    private final List<String> differences = new ArrayList<>();
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final String one;
    private final String other;

    private FieldDiff(final String one, final String other)
    {
        this.one = one;
        this.other = other;
    }

    /** @return a line for each field that differs, the first few: {@code Arena.x[3]: live 17, now 18}. */
    static List<String> between(final String one, final Object a, final String other, final Object b)
    {
        final FieldDiff diff = new FieldDiff(one, other);
        diff.compare(a.getClass().getSimpleName(), a, b);
        return diff.differences;
    }

    private void compare(final String path, final Object a, final Object b)
    {
        if (a == b || differences.size() >= SHOWN_MAX || a instanceof Stage || a != null && !visited.add(a))
        {
            return;
        }
        if (a == null || b == null || a.getClass() != b.getClass())
        {
            differ(path, a, b);
        }
        else if (a.getClass().isArray())
        {
            compareArrays(path, a, b);
        }
        else if (a instanceof final DirectBuffer buffer)
        {
            compareBuffers(path, buffer, (DirectBuffer)b);
        }
        else if (a instanceof final Map<?, ?> map)
        {
            compareMaps(path, map, (Map<?, ?>)b);
        }
        else if (a instanceof final Collection<?> collection)
        {
            compareCollections(path, collection, (Collection<?>)b);
        }
        else if (a instanceof Enum || a.getClass().getName().startsWith("java."))
        {
            compareValues(path, a, b);
        }
        else
        {
            compareFields(path, a, b);
        }
    }

    /** What is compared by identity only says nothing of its value. */
    private void compareValues(final String path, final Object a, final Object b)
    {
        try
        {
            final boolean hasValue = a.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
            if (hasValue && !a.equals(b))
            {
                differ(path, a, b);
            }
        }
        catch (final NoSuchMethodException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private void compareArrays(final String path, final Object a, final Object b)
    {
        final int length = Array.getLength(a);
        if (length != Array.getLength(b))
        {
            differ(path + ".length", length, Array.getLength(b));
            return;
        }
        for (int i = 0; i < length; i++)
        {
            compare(path + "[" + i + "]", Array.get(a, i), Array.get(b, i));
        }
    }

    private void compareBuffers(final String path, final DirectBuffer a, final DirectBuffer b)
    {
        for (int i = 0; i < Math.min(a.capacity(), b.capacity()); i++)
        {
            if (a.getByte(i) != b.getByte(i))
            {
                differ(path + " byte " + i, a.getByte(i), b.getByte(i));
                return;
            }
        }
    }

    private void compareMaps(final String path, final Map<?, ?> a, final Map<?, ?> b)
    {
        a.forEach((key, value) -> compare(path + "[" + key + "]", value, b.get(key)));
        b.keySet().stream().filter((key) -> !a.containsKey(key))
            .forEach((key) -> differ(path + "[" + key + "]", null, b.get(key)));
    }

    private void compareCollections(final String path, final Collection<?> a, final Collection<?> b)
    {
        if (a instanceof Set)
        {
            compareValues(path, a, b);
            return;
        }
        if (a.size() != b.size())
        {
            differ(path + ".size()", a.size(), b.size());
            return;
        }
        final Iterator<?> others = b.iterator();
        int i = 0;
        for (final Object element : a)
        {
            compare(path + "[" + i++ + "]", element, others.next());
        }
    }

    private void compareFields(final String path, final Object a, final Object b)
    {
        for (Class<?> type = a.getClass(); type != null && type != Object.class; type = type.getSuperclass())
        {
            for (final Field field : type.getDeclaredFields())
            {
                if (!Modifier.isStatic(field.getModifiers()) && isReadable(field))
                {
                    compare(path + "." + field.getName(), read(field, a), read(field, b));
                }
            }
        }
    }

    private static boolean isReadable(final Field field)
    {
        try
        {
            field.setAccessible(true);
            return true;
        }
        catch (final InaccessibleObjectException ex)
        {
            return false;
        }
    }

    private static Object read(final Field field, final Object of)
    {
        try
        {
            return field.get(of);
        }
        catch (final IllegalAccessException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private void differ(final String path, final Object a, final Object b)
    {
        if (differences.size() < SHOWN_MAX)
        {
            differences.add(path + ": " + one + " " + a + ", " + other + " " + b);
        }
    }
}

package io.muster.replay.instance;

import io.muster.game.Stage;
import org.agrona.DirectBuffer;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares two games of one class, field by field, down to numbers and text. */
final class FieldDiff
{
    private static final int SHOWN_MAX = 16;
    /** Long lists of a game's own are followed no further. */
    private static final int DEPTH_MAX = 500;

    /** Two objects that were compared; by identity, for they may be alike and be compared to others, too. */
    private record Pair(Object a, Object b)
    {
        @Override
        public boolean equals(final Object other)
        {
            return other instanceof final Pair pair && pair.a == a && pair.b == b;
        }

        @Override
        public int hashCode()
        {
            return 31 * System.identityHashCode(a) + System.identityHashCode(b);
        }
    }

    private final List<String> differences = new ArrayList<>();
    private final Set<Pair> visited = new HashSet<>();
    private final String one;
    private final String other;
    private int depth;

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
        if (a == b || differences.size() >= SHOWN_MAX || a instanceof Stage)
        {
            return;
        }
        if (a == null || b == null || a.getClass() != b.getClass())
        {
            differ(path, a, b);
        }
        else if (isValue(a))
        {
            compareValues(path, a, b);
        }
        else if (depth < DEPTH_MAX && visited.add(new Pair(a, b)))
        {
            depth++;
            compareInside(path, a, b);
            depth--;
        }
    }

    private static boolean isValue(final Object a)
    {
        return a instanceof Enum || a.getClass().getName().startsWith("java.") &&
            !(a instanceof Map || a instanceof Collection || a instanceof Optional);
    }

    private void compareInside(final String path, final Object a, final Object b)
    {
        if (a.getClass().isArray())
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
        else if (a instanceof final Optional<?> optional)
        {
            compare(path, optional.orElse(null), ((Optional<?>)b).orElse(null));
        }
        else
        {
            compareFields(path, a, b);
        }
    }

    /** What is compared by identity only says nothing of its value. */
    private void compareValues(final String path, final Object a, final Object b)
    {
        if (hasValue(a) && !a.equals(b))
        {
            differ(path, a, b);
        }
    }

    private static boolean hasValue(final Object a)
    {
        try
        {
            return a == null || a.getClass().getMethod("equals", Object.class).getDeclaringClass() != Object.class;
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
        if (a.size() != b.size())
        {
            differ(path + ".size()", a.size(), b.size());
        }
        a.forEach((key, value) ->
        {
            if (hasValue(key))
            {
                compare(path + "[" + key + "]", value, b.get(key));
            }
        });
    }

    private void compareCollections(final String path, final Collection<?> a, final Collection<?> b)
    {
        if (a.size() != b.size())
        {
            differ(path + ".size()", a.size(), b.size());
            return;
        }
        if (a instanceof Set)
        {
            if (a.stream().allMatch(FieldDiff::hasValue))
            {
                compareValues(path, a, b);
            }
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

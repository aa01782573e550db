package io.muster.failover.history;

import io.muster.codecs.RefusalCode;
import io.muster.failover.history.check.Call;
import io.muster.failover.history.check.EndState;
import io.muster.failover.history.check.NameModel;
import io.muster.failover.history.check.NameModel.NameCall;
import io.muster.failover.history.check.PositionReplay;
import io.muster.failover.history.check.SeatsModel;
import io.muster.failover.history.check.SeatsModel.Act;
import io.muster.failover.history.check.SeatsModel.SeatCall;
import io.muster.failover.history.check.Wgl;
import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Lays a history before the three judges. */
final class Judge
{
    private static final long FIRST_STEPS = 10_000;
    private static final long STEPS_MAX = 5_000_000;

    private final List<Operation> history;
    private final int seatsMax;
    private final Map<String, List<Call<NameCall>>> names = new LinkedHashMap<>();
    private final Map<Long, List<Call<SeatCall>>> instances = new LinkedHashMap<>();
    private final Map<Long, String> nameByUser = new HashMap<>();
    private final Set<Long> made = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private int keys;
    private int undecided;

    Judge(final List<Operation> history, final int seatsMax)
    {
        this.history = history;
        this.seatsMax = seatsMax;
    }

    /**
     * What to say of it.
     *
     * @param atEnd           reads of users, when all was over.
     * @param acknowledgedMin below which it is void.
     * @param nodesLost       is passed on.
     */
    HistoryVerdict judge(final List<Operation> atEnd, final int acknowledgedMin, final long nodesLost)
    {
        violations.addAll(PositionReplay.violations(history));
        history.forEach(this::sort);
        search();
        final EndState end = endState(atEnd);
        final long acknowledged = count((it) -> it.isAnswered && !it.kind.isRead());
        return new HistoryVerdict(
            acknowledged,
            count((it) -> !it.isAnswered),
            count((it) -> it.isAnswered && it.kind.isRead()),
            keys,
            undecided,
            end.lost(),
            end.duplicated(),
            end.unknown(),
            nodesLost,
            List.copyOf(violations),
            acknowledged < acknowledgedMin);
    }

    private long count(final Predicate<Operation> condition)
    {
        return history.stream().filter(condition).count();
    }

    private void sort(final Operation it)
    {
        switch (it.kind)
        {
            case ENTER -> name(it, true);
            case LOG_OUT ->
            {
                name(it, false);
                seat(it, Act.GO);
            }
            case CREATE, JOIN -> take(it);
            case LEAVE -> seat(it, it.isAnswered && it.code == RefusalCode.NOT_SEATED ? Act.FIND_NONE : Act.GIVE_UP);
            case KICK -> seat(it, Act.GIVE_UP);
            default ->
            {
                // A read of a standby may be of the past, so it is judged by its position alone.
            }
        }
    }

    private void name(final Operation it, final boolean isEnter)
    {
        final String name = isEnter ? it.name : nameByUser.get(it.user);
        if (name != null && (!it.isAnswered || it.isDone() || it.code == RefusalCode.NAME_TAKEN))
        {
            names.computeIfAbsent(name, (key) -> new ArrayList<>())
                .add(call(it, new NameCall(isEnter, it.client, it.code == RefusalCode.NAME_TAKEN)));
            if (isEnter && it.isDone())
            {
                nameByUser.put(it.user, name);
            }
        }
    }

    private void take(final Operation it)
    {
        if (!it.isAnswered || it.isDone())
        {
            if (it.kind == OperationKind.CREATE)
            {
                made.add(it.instance);
            }
            seat(it, Act.TAKE);
        }
        else if (it.isPromiseBroken() && it.instance != 0)
        {
            // The seat was taken meanwhile, or not even that.
            final List<Call<SeatCall>> calls = callsOf(it);
            calls.add(Call.unanswered(new SeatCall(Act.TAKE, it.user), it.invokedNs));
            calls.add(Call.unanswered(new SeatCall(Act.GIVE_UP, it.user), it.invokedNs));
        }
        else if (it.code == RefusalCode.INSTANCE_FULL)
        {
            seat(it, Act.FIND_FULL);
        }
        else if (it.code == RefusalCode.INSTANCE_ENDED)
        {
            seat(it, Act.FIND_ENDED);
        }
    }

    private void seat(final Operation it, final Act act)
    {
        if (it.instance != 0)
        {
            callsOf(it).add(call(it, new SeatCall(act, it.user)));
        }
    }

    private List<Call<SeatCall>> callsOf(final Operation it)
    {
        return instances.computeIfAbsent(it.instance, (key) -> new ArrayList<>());
    }

    private static <T> Call<T> call(final Operation it, final T what)
    {
        return it.isAnswered ? Call.answered(what, it.invokedNs, it.returnedNs) : Call.unanswered(what, it.invokedNs);
    }

    private void search()
    {
        final List<Wgl<?, ?>> searches = new ArrayList<>();
        final List<String> keyNames = new ArrayList<>();
        names.forEach((name, calls) ->
        {
            searches.add(new Wgl<>(new NameModel(), calls));
            keyNames.add("name " + name + ": " + calls);
        });
        // Whoever made an instance and gave up waiting has told nobody of it.
        instances.keySet().retainAll(made);
        instances.forEach((instance, calls) ->
        {
            searches.add(new Wgl<>(new SeatsModel(seatsMax), calls));
            keyNames.add("instance " + instance + ": " + calls);
        });
        keys = searches.size();
        final int illegal = Wgl.searchAll(searches, FIRST_STEPS, STEPS_MAX);
        if (illegal >= 0)
        {
            violations.add("no legal order of " + keyNames.get(illegal));
        }
        undecided = (int)searches.stream().filter((it) -> it.verdict() == Wgl.Verdict.UNDECIDED).count();
    }

    /** Users who came and were not asked to go: they are to be found in the end. */
    static Set<Long> whoShouldBeThere(final List<Operation> history)
    {
        final Set<Long> users = new LinkedHashSet<>();
        for (final Operation it : history)
        {
            if (it.kind == OperationKind.ENTER && it.isDone())
            {
                users.add(it.user);
            }
            else if (it.kind == OperationKind.LOG_OUT)
            {
                users.remove(it.user);
            }
        }
        return users;
    }

    /** Events of a user are numbered, so how many there were is how often something was done to it. */
    private EndState endState(final List<Operation> atEnd)
    {
        final Map<Long, Long> found = new HashMap<>();
        atEnd.forEach((read) -> found.put(read.user, read.isDone() ? read.eventSeq : 0L));
        final Map<Long, Long> acknowledged = new HashMap<>();
        final Map<Long, Long> unanswered = new HashMap<>();
        for (final Operation it : history)
        {
            if (!it.kind.isRead() && it.kind != OperationKind.ENTER && found.containsKey(it.user))
            {
                (it.isAnswered ? acknowledged : unanswered)
                    .merge(it.user, it.isAnswered && it.eventSeq == 0 ? 0L : 1L, Long::sum);
            }
        }
        return EndState.of(acknowledged, unanswered, found);
    }
}

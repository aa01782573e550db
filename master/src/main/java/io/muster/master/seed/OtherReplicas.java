package io.muster.master.seed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.node.Members.Member;
import io.muster.node.Members.Port;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;

/** The status pages of the other replicas, at the last of the eight ports of each. */
final class OtherReplicas
{
    private static final int TIMEOUT_MS = 300;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Member> members;

    OtherReplicas(final List<Member> members)
    {
        this.members = members;
    }

    int count()
    {
        return members.size();
    }

    /** The pages of those that answer now. */
    List<ReplicaPage> look()
    {
        final List<ReplicaPage> pages = new ArrayList<>();
        for (final Member member : members)
        {
            try
            {
                final URLConnection connection =
                    URI.create("http://" + member.endpoint(Port.STATUS) + "/status").toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MS);
                connection.setReadTimeout(TIMEOUT_MS);
                try (InputStream body = connection.getInputStream())
                {
                    pages.add(ReplicaPage.of(member, json.readTree(body)));
                }
            }
            catch (final IOException ex)
            {
                // It does not run, or is not to be reached: it is asked again.
            }
        }
        return pages;
    }
}

using Elsa.ITR.Domain.Organisation;
using Microsoft.EntityFrameworkCore;

namespace Elsa.ITR.Data;

/// <summary>Makes a context outside of the host: for the migrations tool, which never opens the connection.</summary>
public static class DesignTime
{
    public static ItrDbContext Create(DatabaseProvider provider, string connectionString)
    {
        var options = new DbContextOptionsBuilder<ItrDbContext>();
        provider.Configure(options, connectionString);
        var actor = new CurrentActor();
        actor.Become(Actor.System);
        return new ItrDbContext(options.Options).For(new AccessScope(actor), actor, TimeProvider.System);
    }
}

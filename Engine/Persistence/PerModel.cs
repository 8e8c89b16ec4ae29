using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Elsa.Persistence.EFCore;

/// <summary>A compiled query for each model of the process: EF binds a compiled query to the first model it runs with.</summary>
internal sealed class PerModel<TQuery>(Func<TQuery> compile)
    where TQuery : class
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <summary>The query for the context's model.</summary>
    public TQuery For(DbContext context) => _byModel.GetValue(context.Model, _ => compile());
}

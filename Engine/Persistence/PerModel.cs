using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Elsa.Persistence.EFCore;

/// <summary>Something for each model of the process. A compiled query is one: EF binds it to the first model it runs with.</summary>
public sealed class PerModel<T>(Func<IModel, T> make)
    where T : class
{
    private readonly ConditionalWeakTable<IModel, T> _byModel = [];

    /// <summary>One that does not depend on the model's content.</summary>
    public PerModel(Func<T> make)
        : this(_ => make())
    {
    }

    /// <summary>The one for the context's model.</summary>
    public T For(DbContext context) => _byModel.GetValue(context.Model, model => make(model));
}

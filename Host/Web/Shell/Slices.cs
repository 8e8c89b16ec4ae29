using Elsa.Workflows.Runtime.Commands;

namespace Elsa.ITR.Web.Shell;

/// <summary>Registers the handlers of every slice: the nested classes named Handler under Features.</summary>
public static class Slices
{
    public static IServiceCollection AddSlices(this IServiceCollection services)
    {
        var handlers = typeof(Slices).Assembly.GetTypes()
            .Where(type => type is { IsNested: true, IsClass: true, Name: "Handler" } && type.Namespace?.Contains(".Features.", StringComparison.Ordinal) == true);
        foreach (var handler in handlers)
        {
            services.AddScoped(handler);
            foreach (var port in handler.GetInterfaces().Where(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(ICommandHandler<,>)))
                services.AddScoped(port, handler);
        }

        return services;
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using Elsa.Mediator.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Mediator.Contracts
{
    /// <summary>Something that happened and that others may want to know.</summary>
    public interface INotification;

    /// <summary>Wants to know; registered scoped, called in the sender's scope and transaction. What it throws fails the sender.</summary>
    public interface INotificationHandler<in T>
        where T : INotification
    {
        /// <summary>Told in the order of registration.</summary>
        Task HandleAsync(T notification, CancellationToken cancellationToken);
    }

    /// <summary>Tells handlers of exactly the notification's type. Scoped.</summary>
    public interface INotificationSender
    {
        /// <summary>Tells them one after another.</summary>
        Task SendAsync(INotification notification, CancellationToken cancellationToken = default);
    }
}

namespace Elsa.Mediator
{
    /// <summary>Sequential sending in the caller's scope.</summary>
    internal sealed class NotificationSender(IServiceProvider services) : INotificationSender
    {
        private static readonly MethodInfo Generic = typeof(NotificationSender).GetMethod(nameof(SendTypedAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        private static readonly ConcurrentDictionary<Type, Func<IServiceProvider, INotification, CancellationToken, Task>> Senders = new();

        /// <inheritdoc />
        public Task SendAsync(INotification notification, CancellationToken cancellationToken = default) =>
            Senders.GetOrAdd(notification.GetType(), MakeSender)(services, notification, cancellationToken);

        private static Func<IServiceProvider, INotification, CancellationToken, Task> MakeSender(Type type) =>
            Generic.MakeGenericMethod(type).CreateDelegate<Func<IServiceProvider, INotification, CancellationToken, Task>>();

        private static async Task SendTypedAsync<T>(IServiceProvider services, INotification notification, CancellationToken cancellationToken)
            where T : INotification
        {
            foreach (var handler in services.GetServices<INotificationHandler<T>>())
                await handler.HandleAsync((T)notification, cancellationToken);
        }
    }
}

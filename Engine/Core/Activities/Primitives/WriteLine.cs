using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows
{
    /// <summary>Where <see cref="Activities.WriteLine"/> writes to. A port.</summary>
    public interface IStandardOutStreamProvider
    {
        /// <summary>The writer.</summary>
        TextWriter GetTextWriter();
    }

    /// <summary>Writes to the given writer.</summary>
    public sealed class StandardOutStreamProvider(TextWriter textWriter) : IStandardOutStreamProvider
    {
        /// <inheritdoc/>
        public TextWriter GetTextWriter() => textWriter;
    }
}

namespace Elsa.Workflows.Activities
{
    /// <summary>Writes a line of text.</summary>
    [Activity("Elsa", "Console", "Write a line of text to the console.")]
    public class WriteLine : CodeActivity
    {
        [JsonConstructor]
        private WriteLine([CallerFilePath] string? source = default, [CallerLineNumber] int? line = default) : base(source, line)
        {
        }

        /// <summary>With a fixed text.</summary>
        public WriteLine(string text, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(new Literal<string>(text), source, line)
        {
        }

        /// <summary>With a computed text.</summary>
        public WriteLine(Func<string> text, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(new Input<string>(text), source, line)
        {
        }

        /// <summary>With a computed text.</summary>
        public WriteLine(
            Func<ExpressionExecutionContext, string?> text, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(new Input<string>(text!), source, line)
        {
        }

        /// <summary>With the value of a variable.</summary>
        public WriteLine(Variable<string> variable, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(new Input<string>(variable), source, line)
        {
        }

        /// <summary>With a literal.</summary>
        public WriteLine(Literal<string> literal, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(new Input<string>(literal), source, line)
        {
        }

        /// <summary>With an expression.</summary>
        public WriteLine(Expression expression, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(new Input<string>(expression), source, line)
        {
        }

        /// <summary>With an input.</summary>
        public WriteLine(Input<string> text, [CallerFilePath] string? source = default, [CallerLineNumber] int? line = default)
            : this(source, line) => Text = text;

        /// <summary>The text.</summary>
        [Input(Description = "The text to write.")]
        public Input<string> Text { get; set; } = null!;

        /// <inheritdoc/>
        protected override void Execute(ActivityExecutionContext context) =>
            context.GetRequiredService<IStandardOutStreamProvider>().GetTextWriter().WriteLine(context.Get(Text));
    }
}

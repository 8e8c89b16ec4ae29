using Jint.Parser.Ast;

namespace Elsa.Expressions.JavaScript;

/// <summary>Turns <c>let</c> and <c>const</c> into <c>var</c> where that means the same, and refuses them in words where it would not.</summary>
/// <remarks>A <c>var</c> belongs to the whole function. So a name may be declared in one block or in several side by side, is used only within, and is not kept by a function made in a loop.</remarks>
internal sealed class BlockScopes
{
    private readonly List<Declaration> _declarations = [];
    private readonly List<Use> _uses = [];
    private Block _block = new(null, isFunction: true, isInLoop: false);

    /// <summary>Settles the declarations of a tree whose depth was checked.</summary>
    /// <exception cref="ScriptException">A declaration would mean something else as <c>var</c>, or a constant is changed.</exception>
    public static void Settle(Program program)
    {
        var scopes = new BlockScopes();
        scopes.VisitAll(program.Body);
        scopes.Check();
        foreach (var declaration in scopes._declarations)
            declaration.Settle();
    }

    private void Check()
    {
        foreach (var same in _declarations.GroupBy(x => (x.Block.Function, x.Name)))
        {
            var (function, name) = same.Key;
            foreach (var declaration in same)
            {
                var isTwice = function.Plain.Contains(name)
                    || same.Any(other => other != declaration && (other.Block == declaration.Block || other.Block.Outer().Contains(declaration.Block)));
                if (isTwice)
                    throw Refuse(declaration.Place, $"Expected '{name}' to be declared once in its function, or in blocks side by side. Give the others another name.");
            }
        }

        foreach (var use in _uses)
            Check(use);
    }

    private static void Check(Use use)
    {
        var left = new List<Block>(); // functions that the search has left
        for (var block = use.Block; block is not null; block = block.Parent)
        {
            if (block.Lexical.TryGetValue(use.Name, out var declaration))
            {
                if (use.IsWrite && declaration.IsConstant)
                    throw Refuse(use.Place, $"Expected the constant '{use.Name}' not to be changed. Declare it with 'let'.");
                if (left.Count > 0 && block.IsInLoop)
                    throw Refuse(use.Place, $"Expected '{use.Name}' not to be used in a function that is made in the loop of its declaration. Put the body of the loop into a function.");
                break;
            }

            if (block.Own.Contains(use.Name))
                break;

            if (block.IsFunction)
                left.Add(block);
        }

        if (left.Exists(function => function.LexicalNames.Contains(use.Name)))
            throw Refuse(use.Place, $"Expected '{use.Name}' to be used within the block that declares it only. Declare it further out, or give one of the two another name.");
    }

    private void VisitAll(IEnumerable<SyntaxNode?>? nodes)
    {
        foreach (var node in nodes ?? [])
            Visit(node);
    }

    private void Visit(SyntaxNode? node)
    {
        switch (node)
        {
            case null: break;
            case Identifier name: _uses.Add(new Use(name.Name, _block, name, false)); break;
            case VariableDeclaration declaration: Declare(declaration, isHead: false); break;
            case FunctionDeclaration function:
                _block.Function.Plain.Add(function.Id.Name);
                _block.Function.Own.Add(function.Id.Name);
                Function(function.Parameters, null, function.Body);
                break;
            case FunctionExpression function: Function(function.Parameters, function.Id, function.Body); break;
            case BlockStatement block: Within(new Block(_block, false, _block.IsInLoop), () => VisitAll(block.Body)); break;
            case ForStatement loop:
                Within(new Block(_block, false, true), () =>
                {
                    Visit(loop.Init);
                    VisitAll([loop.Test, loop.Update, loop.Body]);
                });
                break;
            case ForInStatement loop:
                Visit(loop.Right);
                Within(new Block(_block, false, true), () =>
                {
                    if (loop.Left is VariableDeclaration head)
                        Declare(head, isHead: true);
                    else
                        Write(loop.Left);
                    Visit(loop.Body);
                });
                break;
            case WhileStatement loop: Within(new Block(_block, false, true), () => VisitAll([loop.Test, loop.Body])); break;
            case DoWhileStatement loop: Within(new Block(_block, false, true), () => VisitAll([loop.Body, loop.Test])); break;
            case SwitchStatement choice:
                Visit(choice.Discriminant);
                Within(new Block(_block, false, _block.IsInLoop), () =>
                {
                    foreach (var option in choice.Cases ?? [])
                        VisitAll([option.Test, .. option.Consequent]);
                });
                break;
            case TryStatement attempt:
                Visit(attempt.Block);
                foreach (var handler in attempt.Handlers ?? [])
                    Within(new Block(_block, false, _block.IsInLoop) { Own = { handler.Param.Name } }, () => Visit(handler.Body));
                Visit(attempt.Finalizer);
                break;
            case AssignmentExpression assignment: Write(assignment.Left); Visit(assignment.Right); break;
            case UpdateExpression update: Write(update.Argument); break;
            case MemberExpression member:
                Visit(member.Object);
                if (member.Computed)
                    Visit(member.Property);
                break;
            default: VisitAll(PartsOf(node)); break;
        }
    }

    /// <summary>The parts of a node that opens no block and changes nothing.</summary>
    private static IEnumerable<SyntaxNode?> PartsOf(SyntaxNode node) => node switch
    {
        ExpressionStatement statement => [statement.Expression],
        IfStatement branch => [branch.Test, branch.Consequent, branch.Alternate],
        LabelledStatement labelled => [labelled.Body],
        ReturnStatement result => [result.Argument],
        ThrowStatement error => [error.Argument],
        ArrayExpression array => array.Elements,
        ObjectExpression literal => literal.Properties.Select(property => property.Value),
        BinaryExpression binary => [binary.Left, binary.Right],
        LogicalExpression logical => [logical.Left, logical.Right],
        ConditionalExpression conditional => [conditional.Test, conditional.Consequent, conditional.Alternate],
        UnaryExpression unary => [unary.Argument],
        SequenceExpression sequence => sequence.Expressions,
        CallExpression call => [call.Callee, .. call.Arguments],
        NewExpression made => [made.Callee, .. made.Arguments],
        _ => [],
    };

    private void Write(SyntaxNode target)
    {
        if (target is Identifier name)
            _uses.Add(new Use(name.Name, _block, name, true));
        else
            Visit(target);
    }

    private void Declare(VariableDeclaration declaration, bool isHead)
    {
        foreach (var variable in declaration.Declarations)
        {
            if (declaration.Kind == "var")
            {
                _block.Function.Plain.Add(variable.Id.Name);
                _block.Function.Own.Add(variable.Id.Name);
            }
            else
            {
                var found = new Declaration(variable.Id.Name, _block, declaration, variable, declaration.Kind == "const", isHead);
                _declarations.Add(found);
                _block.Lexical.TryAdd(found.Name, found);
                _block.Function.LexicalNames.Add(found.Name);
            }

            Visit(variable.Init);
        }
    }

    private void Function(IEnumerable<Identifier>? parameters, Identifier? ownName, Statement body) =>
        Within(new Block(_block, isFunction: true, isInLoop: false), () =>
        {
            foreach (var name in (parameters ?? []).Append(ownName).OfType<Identifier>())
            {
                _block.Plain.Add(name.Name);
                _block.Own.Add(name.Name);
            }

            VisitAll(body is BlockStatement block ? block.Body : [body]); // its braces are the function itself
        });

    private void Within(Block block, Action visit)
    {
        var outer = _block;
        _block = block;
        visit();
        _block = outer;
    }

    private static ScriptException Refuse(SyntaxNode place, string message) =>
        new(message, place.Location?.Start.Line ?? 0, (place.Location?.Start.Column ?? -1) + 1);

    /// <summary>A block, or a function as a whole.</summary>
    private sealed class Block
    {
        public Block(Block? parent, bool isFunction, bool isInLoop)
        {
            (Parent, IsFunction, IsInLoop) = (parent, isFunction, isInLoop);
            Function = isFunction ? this : parent!.Function;
        }

        public Block? Parent { get; }

        public Block Function { get; }

        public bool IsFunction { get; }

        public bool IsInLoop { get; }

        /// <summary>Names of <c>let</c> and <c>const</c> in this very block.</summary>
        public Dictionary<string, Declaration> Lexical { get; } = [];

        /// <summary>Other names that end the search for a declaration here.</summary>
        public HashSet<string> Own { get; init; } = [];

        /// <summary>Of a function: names of <c>var</c>, parameters and functions.</summary>
        public HashSet<string> Plain { get; } = [];

        /// <summary>Of a function: names of <c>let</c> and <c>const</c> in any of its blocks.</summary>
        public HashSet<string> LexicalNames { get; } = [];

        public IEnumerable<Block> Outer()
        {
            for (var block = Parent; block is not null && block.Function == Function; block = block.Parent)
                yield return block;
        }
    }

    private sealed record Declaration(string Name, Block Block, VariableDeclaration Statement, VariableDeclarator Variable, bool IsConstant, bool IsHead)
    {
        public SyntaxNode Place => Variable.Id;

        /// <summary>In a loop a variable without value begins anew with each pass.</summary>
        public void Settle()
        {
            Statement.Kind = "var";
            if (Variable.Init is null && Block.IsInLoop && !IsHead)
                Variable.Init = new Identifier { Type = SyntaxNodes.Identifier, Name = "undefined", Location = Variable.Location };
        }
    }

    private sealed record Use(string Name, Block Block, SyntaxNode Place, bool IsWrite);
}

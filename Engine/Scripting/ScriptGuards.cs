using Jint.Parser.Ast;

namespace Elsa.Expressions.JavaScript;

/// <summary>Rewrites a syntax tree in place so that loops, calls and growing texts pass the <see cref="ScriptBudget"/>.</summary>
/// <remarks>
/// Jint counts statements and time but neither memory nor stack. So every loop and function body starts with a call of <see cref="GuardName"/>,
/// the right side of every addition that is no literal goes through <see cref="GrowName"/>, and the result of <c>new</c> through
/// <see cref="MadeName"/>. These names cannot be written in a script; <c>with</c>, the one way to hide them, is refused.
/// </remarks>
internal sealed class ScriptGuards(int maximumDepth, ScriptReferences? references = null)
{
    public const string GuardName = "%guard";
    public const string GrowName = "%grow";
    public const string MadeName = "%made";

    private int _depth;

    /// <summary>Whether <c>let</c> or <c>const</c> was met, which the engine does not know.</summary>
    public bool FoundBlockScope { get; private set; }

    public void Guard(Jint.Parser.Ast.Program program) => program.Body = [.. program.Body.Select(Visit)];

    private Statement Visit(Statement statement)
    {
        if (statement is null)
            return null!;
        Enter(statement);
        references?.Note(statement);
        switch (statement)
        {
            case BlockStatement block: block.Body = [.. block.Body.Select(Visit)]; break;
            case ExpressionStatement expression: expression.Expression = Visit(expression.Expression); break;
            case VariableDeclaration declaration:
                FoundBlockScope |= declaration.Kind != "var";
                foreach (var declarator in declaration.Declarations)
                    declarator.Init = Visit(declarator.Init);
                break;
            case IfStatement branch:
                branch.Test = Visit(branch.Test);
                branch.Consequent = Visit(branch.Consequent);
                branch.Alternate = Visit(branch.Alternate);
                break;
            case DoWhileStatement loop: loop.Test = Visit(loop.Test); loop.Body = GuardedBody(loop.Body, loop); break;
            case WhileStatement loop: loop.Test = Visit(loop.Test); loop.Body = GuardedBody(loop.Body, loop); break;
            case ForStatement loop:
                loop.Init = VisitNode(loop.Init);
                loop.Test = Visit(loop.Test);
                loop.Update = Visit(loop.Update);
                loop.Body = GuardedBody(loop.Body, loop);
                break;
            case ForInStatement loop:
                loop.Left = VisitNode(loop.Left);
                loop.Right = Visit(loop.Right);
                loop.Body = GuardedBody(loop.Body, loop);
                break;
            case FunctionDeclaration function: function.Body = GuardedBody(function.Body, function); break;
            case LabelledStatement labelled: labelled.Body = Visit(labelled.Body); break;
            case ReturnStatement result: result.Argument = Visit(result.Argument); break;
            case ThrowStatement error: error.Argument = Visit(error.Argument); break;
            case SwitchStatement choice: VisitSwitch(choice); break;
            case TryStatement attempt: VisitTry(attempt); break;
            case WithStatement with:
                throw new ScriptException("Expected no 'with' statement: name the object instead.", Line(with), Column(with));
        }

        _depth--;
        return statement;
    }

    private void VisitSwitch(SwitchStatement choice)
    {
        choice.Discriminant = Visit(choice.Discriminant);
        foreach (var option in choice.Cases ?? [])
        {
            option.Test = Visit(option.Test);
            option.Consequent = [.. option.Consequent.Select(Visit)];
        }
    }

    private void VisitTry(TryStatement attempt)
    {
        attempt.Block = Visit(attempt.Block);
        foreach (var handler in attempt.Handlers ?? [])
            handler.Body = (BlockStatement)Visit(handler.Body);
        attempt.Finalizer = Visit(attempt.Finalizer);
    }

    private Expression Visit(Expression expression)
    {
        if (expression is null)
            return null!;
        Enter(expression);
        references?.Note(expression);
        switch (expression)
        {
            case ArrayExpression array: array.Elements = [.. array.Elements.Select(Visit)]; break;
            case ObjectExpression literal:
                foreach (var property in literal.Properties)
                    property.Value = Visit(property.Value);
                break;
            case AssignmentExpression assignment:
                assignment.Left = Visit(assignment.Left);
                assignment.Right = Visit(assignment.Right);
                if (assignment.Operator == AssignmentOperator.PlusAssign)
                    assignment.Right = Growing(assignment.Right);
                break;
            case BinaryExpression binary:
                binary.Left = Visit(binary.Left);
                binary.Right = Visit(binary.Right);
                if (binary is { Operator: BinaryOperator.Plus, Left: not Literal })
                    binary.Right = Growing(binary.Right);
                break;
            case LogicalExpression logical: logical.Left = Visit(logical.Left); logical.Right = Visit(logical.Right); break;
            case ConditionalExpression conditional:
                conditional.Test = Visit(conditional.Test);
                conditional.Consequent = Visit(conditional.Consequent);
                conditional.Alternate = Visit(conditional.Alternate);
                break;
            case UnaryExpression unary: unary.Argument = Visit(unary.Argument); break;
            case SequenceExpression sequence: sequence.Expressions = [.. sequence.Expressions.Select(Visit)]; break;
            case MemberExpression member:
                member.Object = Visit(member.Object);
                member.Property = Visit(member.Property);
                break;
            case CallExpression call:
                call.Callee = Visit(call.Callee);
                call.Arguments = [.. call.Arguments.Select(Visit)];
                break;
            case FunctionExpression function: function.Body = GuardedBody(function.Body, function); break;
            case NewExpression made:
                made.Callee = Visit(made.Callee);
                made.Arguments = [.. made.Arguments.Select(Visit)];
                expression = Call(MadeName, made, made);
                break;
        }

        _depth--;
        return expression;
    }

    private SyntaxNode VisitNode(SyntaxNode node) => node switch
    {
        Statement statement => Visit(statement),
        Expression expression => Visit(expression),
        _ => node,
    };

    private static Expression Growing(Expression right) => right is Literal ? right : Call(GrowName, right, right);

    /// <summary>The guard is an <c>if</c> that never holds, because that leaves the script's completion value alone.</summary>
    private BlockStatement GuardedBody(Statement body, SyntaxNode owner)
    {
        var guard = new IfStatement
        {
            Type = SyntaxNodes.IfStatement,
            Location = owner.Location,
            Test = Call(GuardName, null, owner),
            Consequent = new EmptyStatement { Type = SyntaxNodes.EmptyStatement, Location = owner.Location },
        };
        var guarded = Visit(body);
        return new BlockStatement
        {
            Type = SyntaxNodes.BlockStatement,
            Location = body.Location ?? owner.Location,
            Body = guarded is BlockStatement block ? [guard, .. block.Body] : [guard, guarded],
        };
    }

    private static CallExpression Call(string name, Expression? argument, SyntaxNode place) => new()
    {
        Type = SyntaxNodes.CallExpression,
        Location = place.Location,
        Callee = new Identifier { Type = SyntaxNodes.Identifier, Name = name, Location = place.Location },
        Arguments = argument is null ? [] : [argument],
    };

    private void Enter(SyntaxNode node)
    {
        if (++_depth > maximumDepth)
            throw new ScriptException($"Expected at most {maximumDepth} levels of nesting, but the script has more.", Line(node), Column(node));
    }

    private static int Line(SyntaxNode node) => node.Location?.Start.Line ?? 0;

    private static int Column(SyntaxNode node) => node.Location is { } location ? location.Start.Column + 1 : 0;
}

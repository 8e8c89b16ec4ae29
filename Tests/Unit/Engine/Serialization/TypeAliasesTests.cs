using System.Dynamic;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Serialization;

namespace Elsa.ITR.Tests.Unit.Engine.Serialization;

public sealed class TypeAliasesTests
{
    [Theory]
    [InlineData(typeof(string), "String")]
    [InlineData(typeof(long), "Long")]
    [InlineData(typeof(int?), "Int32?")]
    [InlineData(typeof(ICollection<string>), "List<String>")]
    [InlineData(typeof(List<object>), "List<Object>")]
    [InlineData(typeof(string[]), "String[]")]
    [InlineData(typeof(byte[]), "System.Byte, System.Private.CoreLib[]")]
    [InlineData(typeof(ExpandoObject), "JSON")]
    [InlineData(typeof(IDictionary<string, object>), "ObjectDictionary")]
    [InlineData(typeof(FlowJoinMode), "Elsa.Workflows.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core")]
    [InlineData(typeof(WorkflowInstanceStorageDriver), "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core")]
    [InlineData(
        typeof(ICollection<Elsa.Workflows.Activities.SwitchCase>),
        "System.Collections.Generic.ICollection`1[[Elsa.Workflows.Activities.SwitchCase, Elsa.Workflows.Core]], System.Private.CoreLib")]
    public void Writes_elsas_names(Type type, string name) => Assert.Equal(name, TypeAliases.Default.GetAliasOrDefault(type));

    [Theory]
    [InlineData("Int64", typeof(long))]
    [InlineData("int32?", typeof(int?))]
    [InlineData("String[]", typeof(string[]))]
    [InlineData("List<String>", typeof(List<string>))]
    [InlineData("ByteArray", typeof(byte[]))]
    [InlineData("System.Byte, System.Private.CoreLib[]", typeof(byte[]))]
    [InlineData("Elsa.Workflows.SwitchMode, Elsa.Workflows.Core", typeof(SwitchMode))]
    public void Reads_elsas_names(string name, Type type) => Assert.Equal(type, TypeAliases.Default.GetTypeOrDefault(name));

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("System.IO.FileInfo, System.Private.CoreLib")]
    [InlineData("Nobody.Knows, This")]
    public void Loads_no_type_by_name(string name) => Assert.Null(TypeAliases.Default.GetTypeOrDefault(name));
}

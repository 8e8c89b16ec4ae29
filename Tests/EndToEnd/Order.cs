using Elsa.ITR.Tests.Shared;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Elsa.ITR.Tests.Integration.Engine;

// What the engine promises, it promises on every database product.

public sealed class SqliteAlterationTests() : AlterationTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlAlterationTests() : AlterationTests(EngineDatabase.PostgreSql);

public sealed class SqliteChildTests() : ChildTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlChildTests() : ChildTests(EngineDatabase.PostgreSql);

public sealed class SqliteCommandTests() : CommandTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlCommandTests() : CommandTests(EngineDatabase.PostgreSql);

public sealed class SqliteDeadlineTests() : DeadlineTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlDeadlineTests() : DeadlineTests(EngineDatabase.PostgreSql);

public sealed class SqliteDefinitionTests() : DefinitionTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlDefinitionTests() : DefinitionTests(EngineDatabase.PostgreSql);

public sealed class SqliteEmbeddedTests() : EmbeddedTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlEmbeddedTests() : EmbeddedTests(EngineDatabase.PostgreSql);

public sealed class SqliteInstanceTests() : InstanceTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlInstanceTests() : InstanceTests(EngineDatabase.PostgreSql);

public sealed class SqliteMigrationTests() : MigrationTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlMigrationTests() : MigrationTests(EngineDatabase.PostgreSql);

public sealed class SqliteOutboxTests() : OutboxTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlOutboxTests() : OutboxTests(EngineDatabase.PostgreSql);

public sealed class SqliteStallTests() : StallTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlStallTests() : StallTests(EngineDatabase.PostgreSql);

public sealed class SqliteStimulusTests() : StimulusTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlStimulusTests() : StimulusTests(EngineDatabase.PostgreSql);

public sealed class SqliteRetentionTests() : RetentionTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlRetentionTests() : RetentionTests(EngineDatabase.PostgreSql);

public sealed class SqliteJournalTests() : JournalTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlJournalTests() : JournalTests(EngineDatabase.PostgreSql);

public sealed class SqliteHttpTests() : HttpTests(EngineDatabase.Sqlite);

public sealed class PostgreSqlHttpTests() : HttpTests(EngineDatabase.PostgreSql);

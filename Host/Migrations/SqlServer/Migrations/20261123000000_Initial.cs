using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Elsa.ITR.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "activity_execution_records",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    workflow_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    activity_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    activity_node_id = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    activity_type = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    activity_type_version = table.Column<int>(type: "int", nullable: false),
                    activity_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    start_sequence = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    has_bookmarks = table.Column<bool>(type: "bit", nullable: false),
                    aggregate_fault_count = table.Column<int>(type: "int", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    activity_state = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    outputs = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    properties = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    metadata = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    payload = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    exception = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_execution_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alteration_jobs",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    plan_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    workflow_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    log = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alteration_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "alteration_plans",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    alterations = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    filter = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alteration_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "approval_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    user_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    decision = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    comment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    is_phone_consent = table.Column<bool>(type: "bit", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_approval_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "archived_cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    case_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    level = table.Column<int>(type: "int", nullable: true),
                    priority = table.Column<int>(type: "int", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    equipment_text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    region_code = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    contract_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    root_cause_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    parent_case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    restored_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    reopen_count = table.Column<int>(type: "int", nullable: false),
                    customer_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    office_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    region_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    action = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    actor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    actor_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    old = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    @new = table.Column<string>(name: "new", type: "nvarchar(max)", nullable: true),
                    reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "blobs",
                columns: table => new
                {
                    hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    content_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_blobs", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "board_types",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    hw_revisions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    is_fan_subrack = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_board_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bookmark_queue_items",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    stimulus_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    workflow_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    correlation_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    activity_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    input = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bookmark_queue_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "bookmarks",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    workflow_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    activity_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    activity_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    activity_node_id = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    correlation_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    payload = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    is_listener = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bookmarks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "business_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    filter = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    actor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    actor_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    data = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_business_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "business_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    priority = table.Column<int>(type: "int", nullable: false),
                    parent_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    parent_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    requester_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    customer_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    customer_tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    office_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    region_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    base_version = table.Column<int>(type: "int", nullable: false),
                    policy_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    policy_version = table.Column<int>(type: "int", nullable: true),
                    contract_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    end_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_business_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "callbacks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    attempt_no = table.Column<int>(type: "int", nullable: false),
                    by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    contact = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    comment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_callbacks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "campaign_waves",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    supply_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    planned_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_campaign_waves", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_articles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    article_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    linked_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_articles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "case_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    text_key = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    args = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    actor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    actor_name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    actor_name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    is_internal = table.Column<bool>(type: "bit", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    case_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    group = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    priority = table.Column<int>(type: "int", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    contact_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    board_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    equipment_text = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    requester_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    occurred_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    level_provisional = table.Column<int>(type: "int", nullable: true),
                    level_confirmed = table.Column<int>(type: "int", nullable: true),
                    level_confirmed_by = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    fault_category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    fault_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    service_interrupted = table.Column<bool>(type: "bit", nullable: false),
                    is_nms_down = table.Column<bool>(type: "bit", nullable: false),
                    is_difficult = table.Column<bool>(type: "bit", nullable: false),
                    affected_services = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    affected_cities = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    service_mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    region_code = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    current_tier = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    proposed_owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    customer_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    office_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    region_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    entitlement = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    contract_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    policy_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    policy_version = table.Column<int>(type: "int", nullable: true),
                    base_version = table.Column<int>(type: "int", nullable: false),
                    service_scope = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    first_response_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    accepted_at_proposed = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    accepted_confirmed_by = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    analysis_requested = table.Column<bool>(type: "bit", nullable: false),
                    restored_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_at_proposed = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completion_auto_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    solution_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    root_cause_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    root_cause_text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    reopen_count = table.Column<int>(type: "int", nullable: false),
                    parent_case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    onsite_consent = table.Column<bool>(type: "bit", nullable: false),
                    major_incident_criterion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    is_recovering = table.Column<bool>(type: "bit", nullable: false),
                    report_pending = table.Column<bool>(type: "bit", nullable: false),
                    retrospective_required = table.Column<bool>(type: "bit", nullable: false),
                    urgency = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    customer_satisfied = table.Column<bool>(type: "bit", nullable: true),
                    resolved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    close_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "change_freezes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    from = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    to = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change_freezes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cities", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clock_pauses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    comment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    clock_instance_ids = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    approver_role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    requested_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    requested_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    expected_resume_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    void_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    decided_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    resumed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_pauses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "command_log",
                columns: table => new
                {
                    principal = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    route = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: false),
                    key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    body_hash = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    answer = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_command_log", x => new { x.principal, x.route, x.key });
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    source = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    level = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    verified_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    verified = table.Column<bool>(type: "bit", nullable: true),
                    category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    penalty_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    findings = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    measures = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    phone = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    email = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    duty = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    is_escort = table.Column<bool>(type: "bit", nullable: false),
                    can_authorise = table.Column<bool>(type: "bit", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contract_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contract_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    service_item = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    quantity = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: true),
                    unit = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    period = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_sites",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    city_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    is_urban = table.Column<bool>(type: "bit", nullable: false),
                    region_code = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    office_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    address = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    machine_room_rules = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_sites", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customer_visits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    visited_on = table.Column<DateOnly>(type: "date", nullable: false),
                    findings = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    follow_ups = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customer_visits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    grade = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    industry = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deadlines",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    owner_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    severity = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    payload = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    lease_owner = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    fired_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    error = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadlines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "defect_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    board_type_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    version_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    rnd_owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    fixed_in_version_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defect_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delegations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from_user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    to_user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    to = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    roles = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delegations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "difficult_faults",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    agreed_due = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    agreed_by_customer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    agreed_by_vendor = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    measures = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    resolved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_difficult_faults", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "document_signatures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    document_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    signer_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    is_accepted = table.Column<bool>(type: "bit", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    comment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_signatures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "document_templates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    language = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "document_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    document_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    language = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    author_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    fields = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    about_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    title_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    title_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    reject_count = table.Column<int>(type: "int", nullable: false),
                    signer_roles = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    is_internal = table.Column<bool>(type: "bit", nullable: false),
                    customer_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    customer_tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    office_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    region_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "duty_shifts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    is_primary = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_duty_shifts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entitlement_checks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    entitlement_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    contract_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    policy_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    policy_version = table.Column<int>(type: "int", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entitlement_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "entitlements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contract_line_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entitlements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "equipment_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    before = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    after = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    source_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_equipment_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "escalation_actions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    escalation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_escalation_actions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "escalations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    level = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    urgency = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    trigger = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    expectation = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    raised_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    level_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ack_due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ack_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    plan_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    next_contact_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    has_flow = table.Column<bool>(type: "bit", nullable: false),
                    open_key = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_escalations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_claims",
                columns: table => new
                {
                    event_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    node_id = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_claims", x => new { x.event_id, x.instance_id, x.node_id });
                });

            migrationBuilder.CreateTable(
                name: "event_cursors",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    done_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_cursors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "flow_migration_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    migration_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    record_no = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    from_version = table.Column<int>(type: "int", nullable: false),
                    steps = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    choice = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason_zh = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    reason_en = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flow_migration_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "flow_migrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    to_version_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    to_version = table.Column<int>(type: "int", nullable: false),
                    steps = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    groups = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    started_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    started_by_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    is_listed = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flow_migrations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incident_notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    major_incident_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    stage = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    impact = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    progress = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    text_zh = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    text_en = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    approved_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    released_unapproved = table.Column<bool>(type: "bit", nullable: false),
                    next_update_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    recipients = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "installed_boards",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    slot = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    board_type_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    serial_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    hw_revision = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    bom_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    produced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    firmware = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_installed_boards", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "installed_equipment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    trunk_codes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    serial_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    software_version_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    nms_version_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    installed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    final_acceptance_on = table.Column<DateOnly>(type: "date", nullable: true),
                    warranty_until = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    version_confirmed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_installed_equipment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "knowledge_articles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    product_codes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    fault_codes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    versions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    alarm_codes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    symptom = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    cause = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    solution = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    source_case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    view_count = table.Column<int>(type: "int", nullable: false),
                    helpful_count = table.Column<int>(type: "int", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_knowledge_articles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "level_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from = table.Column<int>(type: "int", nullable: true),
                    to = table.Column<int>(type: "int", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_level_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "live_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    topics = table.Column<string>(type: "varchar(1000)", unicode: false, maxLength: 1000, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_live_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "live_presences",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    house_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_live_presences", x => new { x.no, x.person_id });
                });

            migrationBuilder.CreateTable(
                name: "loaded_years",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    calendar_id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    year = table.Column<int>(type: "int", nullable: false),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    rows = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loaded_years", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "loans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    request_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    serial_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    returned_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    original_serial = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "major_incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    main_case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    main_case_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    related_case_ids = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    criterion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    grade = table.Column<int>(type: "int", nullable: false),
                    impact = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    present_state = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    measures = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    contact = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    interrupted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    restored_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    next_update_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_major_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notification_preferences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    mute_reminders = table.Column<bool>(type: "bit", nullable: false),
                    email_kinds = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    quiet_from = table.Column<TimeOnly>(type: "time", nullable: true),
                    quiet_to = table.Column<TimeOnly>(type: "time", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notification_preferences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    template_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    recipient_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    thing = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    text_zh = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    text_en = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    visible_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    digest_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    read_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    delivered_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_sequences",
                columns: table => new
                {
                    prefix = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    last_value = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_sequences", x => new { x.prefix, x.day });
                });

            migrationBuilder.CreateTable(
                name: "onsite_services",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    visitor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    engineers = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    planned_arrival_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    permit_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    by_phone = table.Column<bool>(type: "bit", nullable: false),
                    consent_person = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    departed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    work_start_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    work_end_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    transport = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    escort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    waited_minutes = table.Column<int>(type: "int", nullable: false),
                    joint_check_vendor = table.Column<bool>(type: "bit", nullable: false),
                    joint_check_customer = table.Column<bool>(type: "bit", nullable: false),
                    restored_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    remarks = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    parent_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    parent_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    priority = table.Column<int>(type: "int", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_onsite_services", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "operation_log",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    session_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    session_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    operation = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    is_changing = table.Column<bool>(type: "bit", nullable: false),
                    consent_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    result = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    actor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_operation_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    city_code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    key = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    payload = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    record_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    is_internal = table.Column<bool>(type: "bit", nullable: false),
                    state = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    available_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    lease_owner = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    error = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner_profiles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    star_rating = table.Column<int>(type: "int", nullable: false),
                    rated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    product_auth = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    service_cities = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    score = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_profiles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "penalties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    rule_id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    policy_version = table.Column<int>(type: "int", nullable: false),
                    contract_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    clock_instance_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    points = table.Column<decimal>(type: "decimal(4,1)", precision: 4, scale: 1, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    carried_to = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    proposed_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    is_automatic = table.Column<bool>(type: "bit", nullable: false),
                    stock_available = table.Column<bool>(type: "bit", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    verified_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    decided_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    decision_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    unique_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_penalties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    effective_from = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    based_on = table.Column<int>(type: "int", nullable: true),
                    shipped = table.Column<int>(type: "int", nullable: true),
                    contract_ids = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "products",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    family = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    is_third_party = table.Column<bool>(type: "bit", nullable: false),
                    supplier_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quotas",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contract_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    total = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: false),
                    used = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: false),
                    is_lapsed = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotas", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "record_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recovery_actions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    action = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    plan = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    expected_minutes = table.Column<int>(type: "int", nullable: true),
                    risk = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    fallback = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    authorised_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    authorised_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    authorisation_kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_actions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "remote_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    equipment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    operations = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    has_changing = table.Column<bool>(type: "bit", nullable: false),
                    change_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    slot_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    slot_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    account = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    supervisor = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    operator_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    authorised_by = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    by_phone = table.Column<bool>(type: "bit", nullable: false),
                    consent_person = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    collected_data = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    delete_by = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    deleted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    parent_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    parent_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    priority = table.Column<int>(type: "int", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_remote_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "repairs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    serial_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    request_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    returned_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    cost = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "request_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    fields = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_request_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retrospectives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    lead_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    reasons = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    timeline = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    direct_cause = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    root_cause = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    why_not_found = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    actions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retrospectives", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "role_grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    org_scope_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "satisfaction_surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    expired_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    response = table.Column<int>(type: "int", nullable: true),
                    skill = table.Column<int>(type: "int", nullable: true),
                    attitude = table.Column<int>(type: "int", nullable: true),
                    result = table.Column<int>(type: "int", nullable: true),
                    overall = table.Column<int>(type: "int", nullable: true),
                    comment = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_satisfaction_surveys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "saved_filters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    query = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    shared_role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    shared_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_filters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_contracts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: false),
                    policy_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    policy_version = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    scorecard_enabled = table.Column<bool>(type: "bit", nullable: false),
                    month_opened = table.Column<DateOnly>(type: "date", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_contracts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shift_notes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    written_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    taken_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    taken_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shift_notes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    xml = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "sla_clocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    clock_id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    policy_code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    policy_version = table.Column<int>(type: "int", nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    start_event_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    target_value = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: true),
                    unit = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    stopped_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    is_breached = table.Column<bool>(type: "bit", nullable: false),
                    breached_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    schedule_version = table.Column<int>(type: "int", nullable: false),
                    next_threshold_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    next_percent = table.Column<int>(type: "int", nullable: true),
                    fired_percent = table.Column<int>(type: "int", nullable: false),
                    paused_total = table.Column<long>(type: "bigint", nullable: false),
                    paused_since = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    held_by_proposal = table.Column<bool>(type: "bit", nullable: false),
                    severity = table.Column<int>(type: "int", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sla_clocks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "software_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    version_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    predecessor_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    certification_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    certified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    released_on = table.Column<DateOnly>(type: "date", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_software_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spare_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    serial_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    board_type_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    hw_revision = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    firmware = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    batch_reserve = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spare_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spare_part_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    board_type_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    hw_revision = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    firmware = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    quantity = table.Column<int>(type: "int", nullable: false),
                    deliver_site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    needed_by_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ownership = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    loan_preconditions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    faulty_serial = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    fault_description = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    by_customer = table.Column<bool>(type: "bit", nullable: false),
                    requester_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    stock_available = table.Column<bool>(type: "bit", nullable: false),
                    source_warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    serial = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    upgrade_first = table.Column<bool>(type: "bit", nullable: false),
                    from_batch_reserve = table.Column<bool>(type: "bit", nullable: false),
                    alternative = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    quote = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: true),
                    carrier = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    eta_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    shipped_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    received_serial = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    use_result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    extensions = table.Column<int>(type: "int", nullable: false),
                    test_result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    parent_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    parent_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    priority = table.Column<int>(type: "int", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spare_part_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stock_movements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    serial_no = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    from_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    to_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    source_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_movements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stock_policies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    board_type_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    min_qty = table.Column<int>(type: "int", nullable: false),
                    max_qty = table.Column<int>(type: "int", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "temporary_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    change_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_temporary_measures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "thanks_letters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    document_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    verified_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    bonus_penalty_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_thanks_letters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "third_party_engagements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    relation = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    third_party_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    contract_ref = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    evidence = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    request = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    engagement_mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    mirrored_due = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ack_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    last_update_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    updates = table.Column<int>(type: "int", nullable: false),
                    solved_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    responsibility = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    vendor_share = table.Column<int>(type: "int", nullable: true),
                    third_party_share = table.Column<int>(type: "int", nullable: true),
                    pause_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    quality = table.Column<int>(type: "int", nullable: true),
                    ack_in_time = table.Column<bool>(type: "bit", nullable: true),
                    updates_in_time = table.Column<bool>(type: "bit", nullable: true),
                    solved_in_time = table.Column<bool>(type: "bit", nullable: true),
                    claim = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    parent_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    parent_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    parent_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    priority = table.Column<int>(type: "int", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_third_party_engagements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tier_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    to = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "timesheet_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    worked_on = table.Column<DateOnly>(type: "date", nullable: false),
                    minutes = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    work_item_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    work_item_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: true),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    first_minutes = table.Column<int>(type: "int", nullable: true),
                    correction_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    corrected_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    corrected_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    is_approved = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timesheet_entries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "triggers",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    workflow_definition_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    workflow_definition_version_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    activity_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    payload = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triggers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trunks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    from_site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    to_site_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    grade = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trunks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    display_name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    display_name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    locale = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    skills = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    manager_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    color_scheme = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    must_change_password = table.Column<bool>(type: "bit", nullable: false),
                    totp_secret = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    totp_step = table.Column<long>(type: "bigint", nullable: false),
                    recovery_codes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    password_hash = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    security_stamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    phone_number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "bit", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "bit", nullable: false),
                    access_failed_count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    city_code = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    region_code = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    is24h = table.Column<bool>(type: "bit", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warehouses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    task_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    flow_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    flow_version = table.Column<int>(type: "int", nullable: true),
                    step = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    record_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    record_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    record_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    title_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    title_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    scope = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    candidate_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    partner_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    customer_tree_org_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    assignee_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    excluded_person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    priority = table.Column<int>(type: "int", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    due_order = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    clock_ids = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    form_key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    form_version = table.Column<int>(type: "int", nullable: false),
                    outcomes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    form_data = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    input_data = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    instance_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    activity_instance_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    slot = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    node_id = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    blocks_flow = table.Column<bool>(type: "bit", nullable: false),
                    no_candidate = table.Column<bool>(type: "bit", nullable: false),
                    claim_event = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    claimed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    first_claimed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    completed_by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    completed_by_name_zh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    completed_by_name_en = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_definitions",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    is_latest = table.Column<bool>(type: "bit", nullable: false),
                    is_published = table.Column<bool>(type: "bit", nullable: false),
                    is_readonly = table.Column<bool>(type: "bit", nullable: false),
                    is_system = table.Column<bool>(type: "bit", nullable: false),
                    usable_as_activity = table.Column<bool>(type: "bit", nullable: false),
                    materializer_name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    materializer_context = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    origin = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    content_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    document = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_execution_log",
                columns: table => new
                {
                    workflow_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    workflow_definition_version_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    activity_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    parent_activity_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    activity_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    activity_type = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    activity_type_version = table.Column<int>(type: "int", nullable: false),
                    activity_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    activity_node_id = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    timestamp = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    event_name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    message = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    source = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    payload = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_execution_log", x => new { x.workflow_instance_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "workflow_instance_documents",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_instance_documents", x => x.instance_id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_instances",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    definition_version_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    parent_workflow_instance_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    sub_status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    correlation_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    incident_count = table.Column<int>(type: "int", nullable: false),
                    faulted_activity_count = table.Column<int>(type: "int", nullable: false),
                    is_system = table.Column<bool>(type: "bit", nullable: false),
                    stalled_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    stall_reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    row_version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "archived_case_parts",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    format = table.Column<int>(type: "int", nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_case_parts", x => new { x.case_id, x.name });
                    table.ForeignKey(
                        name: "fk_archived_case_parts_case_id",
                        column: x => x.case_id,
                        principalTable: "archived_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archived_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    language = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    hash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    is_internal = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_archived_documents_case_id",
                        column: x => x.case_id,
                        principalTable: "archived_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archived_keys",
                columns: table => new
                {
                    key = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_keys", x => x.key);
                    table.ForeignKey(
                        name: "fk_archived_keys_case_id",
                        column: x => x.case_id,
                        principalTable: "archived_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    wave = table.Column<int>(type: "int", nullable: false),
                    board_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    element = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    city = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    old_serial = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    new_serial = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    refused = table.Column<bool>(type: "bit", nullable: false),
                    window_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    escort = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    exception_reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    exception_decision = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    returned_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign_items", x => x.id);
                    table.ForeignKey(
                        name: "FK_campaign_items_business_records_id",
                        column: x => x.id,
                        principalTable: "business_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    defect_no = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    board_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    hw_revisions = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    serial_from = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    serial_to = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    produced_from = table.Column<DateOnly>(type: "date", nullable: true),
                    produced_to = table.Column<DateOnly>(type: "date", nullable: true),
                    serials = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    risk = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    item_work = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    replacement = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    method = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    target_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    return_instruction = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    wave_count = table.Column<int>(type: "int", nullable: false),
                    max_parallel = table.Column<int>(type: "int", nullable: false),
                    item_count = table.Column<int>(type: "int", nullable: false),
                    has_backbone = table.Column<bool>(type: "bit", nullable: false),
                    province_needed = table.Column<bool>(type: "bit", nullable: false),
                    current_wave = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaigns", x => x.id);
                    table.ForeignKey(
                        name: "FK_campaigns_business_records_id",
                        column: x => x.id,
                        principalTable: "business_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "change_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    change_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    equipment = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    trunks = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    plan = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    impact = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    interruption_minutes = table.Column<int>(type: "int", nullable: false),
                    risk = table.Column<int>(type: "int", nullable: false),
                    probability = table.Column<int>(type: "int", nullable: false),
                    risk_class = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    requested_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    requested_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    window_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    window_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    conditions = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    parts = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    spare_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    test_plan = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    rollback_plan = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    rollback_decision_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    communication = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    guarantee_period = table.Column<bool>(type: "bit", nullable: false),
                    service_mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    implementer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    revision = table.Column<int>(type: "int", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    result = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_requests", x => x.id);
                    table.ForeignKey(
                        name: "FK_change_requests_business_records_id",
                        column: x => x.id,
                        principalTable: "business_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "monthly_summaries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contract = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    month = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_monthly_summaries", x => x.id);
                    table.ForeignKey(
                        name: "FK_monthly_summaries_business_records_id",
                        column: x => x.id,
                        principalTable: "business_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quarter_scores",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contract = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    quarter = table.Column<string>(type: "nvarchar(7)", maxLength: 7, nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    figures = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    signed_customer_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    signed_vendor_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    objection = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarter_scores", x => x.id);
                    table.ForeignKey(
                        name: "FK_quarter_scores_business_records_id",
                        column: x => x.id,
                        principalTable: "business_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "upgrade_applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    initiator = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    software_kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    cause = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    equipment = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    current_version = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    target_version = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    wish_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    wish_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    interruption_minutes = table.Column<int>(type: "int", nullable: false),
                    review_needed = table.Column<bool>(type: "bit", nullable: false),
                    uncertified = table.Column<bool>(type: "bit", nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    window_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    window_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    conditions = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    service_mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    executed_start = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    executed_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    result = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upgrade_applications", x => x.id);
                    table.ForeignKey(
                        name: "FK_upgrade_applications_business_records_id",
                        column: x => x.id,
                        principalTable: "business_records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "escalation_steps",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    escalation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    level = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    trigger = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    actor_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_escalation_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_escalation_steps_escalation_id",
                        column: x => x.escalation_id,
                        principalTable: "escalations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "clock_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    clock_instance_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    target_value = table.Column<decimal>(type: "decimal(12,2)", precision: 12, scale: 2, nullable: true),
                    unit = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    agreed_due = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    percent = table.Column<int>(type: "int", nullable: true),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    cause_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_clock_entries_clock_instance_id",
                        column: x => x.clock_instance_id,
                        principalTable: "sla_clocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    claim_type = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    claim_value = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    login_provider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_item_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    work_item_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    by_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    asked_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    is_internal = table.Column<bool>(type: "bit", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_item_comments", x => x.id);
                    table.ForeignKey(
                        name: "fk_work_item_comments_work_item_id",
                        column: x => x.work_item_id,
                        principalTable: "work_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "work_item_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    work_item_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    person_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    fields = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    row_version = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_item_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_work_item_drafts_work_item_id",
                        column: x => x.work_item_id,
                        principalTable: "work_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_activity_execution_records_workflow_instance_id_activity_id_status",
                table: "activity_execution_records",
                columns: new[] { "workflow_instance_id", "activity_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_alteration_jobs_plan_id_status",
                table: "alteration_jobs",
                columns: new[] { "plan_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_approval_records_record_id",
                table: "approval_records",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_customer_org_id_received_at",
                table: "archived_cases",
                columns: new[] { "customer_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_customer_tree_org_id_received_at",
                table: "archived_cases",
                columns: new[] { "customer_tree_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_equipment_id_received_at",
                table: "archived_cases",
                columns: new[] { "equipment_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_no",
                table: "archived_cases",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_office_org_id_received_at",
                table: "archived_cases",
                columns: new[] { "office_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_parent_case_id",
                table: "archived_cases",
                column: "parent_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_partner_org_id_received_at",
                table: "archived_cases",
                columns: new[] { "partner_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_received_at_no",
                table: "archived_cases",
                columns: new[] { "received_at", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_documents_case_id",
                table: "archived_documents",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_archived_documents_hash",
                table: "archived_documents",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_archived_documents_no_version",
                table: "archived_documents",
                columns: new[] { "no", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_archived_keys_case_id",
                table: "archived_keys",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_actor_id_at",
                table: "audit_entries",
                columns: new[] { "actor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_record_id_at",
                table: "audit_entries",
                columns: new[] { "record_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_blobs_created_at",
                table: "blobs",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_board_types_code",
                table: "board_types",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bookmark_queue_items_created_at",
                table: "bookmark_queue_items",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_bookmark_queue_items_stimulus_hash",
                table: "bookmark_queue_items",
                column: "stimulus_hash");

            migrationBuilder.CreateIndex(
                name: "ix_bookmarks_hash_workflow_instance_id",
                table: "bookmarks",
                columns: new[] { "hash", "workflow_instance_id" });

            migrationBuilder.CreateIndex(
                name: "ix_bookmarks_workflow_instance_id_is_listener_activity_id",
                table: "bookmarks",
                columns: new[] { "workflow_instance_id", "is_listener", "activity_id" });

            migrationBuilder.CreateIndex(
                name: "ix_business_events_name_at",
                table: "business_events",
                columns: new[] { "name", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_business_events_record_no_at",
                table: "business_events",
                columns: new[] { "record_no", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_business_records_customer_org_id",
                table: "business_records",
                column: "customer_org_id");

            migrationBuilder.CreateIndex(
                name: "ix_business_records_customer_tree_org_id",
                table: "business_records",
                column: "customer_tree_org_id");

            migrationBuilder.CreateIndex(
                name: "ix_business_records_no",
                table: "business_records",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_business_records_office_org_id",
                table: "business_records",
                column: "office_org_id");

            migrationBuilder.CreateIndex(
                name: "ix_business_records_parent_id",
                table: "business_records",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_callbacks_case_id",
                table: "callbacks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_items_state",
                table: "campaign_items",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_campaign_waves_campaign_id_number",
                table: "campaign_waves",
                columns: new[] { "campaign_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_articles_case_id_article_id",
                table: "case_articles",
                columns: new[] { "case_id", "article_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_events_case_id_at",
                table: "case_events",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_customer_org_id_received_at",
                table: "cases",
                columns: new[] { "customer_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_customer_tree_org_id_received_at",
                table: "cases",
                columns: new[] { "customer_tree_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_equipment_id_received_at",
                table: "cases",
                columns: new[] { "equipment_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_fault_code_received_at",
                table: "cases",
                columns: new[] { "fault_code", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_no",
                table: "cases",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_office_org_id_state",
                table: "cases",
                columns: new[] { "office_org_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_owner_id_state",
                table: "cases",
                columns: new[] { "owner_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_parent_case_id",
                table: "cases",
                column: "parent_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_partner_org_id_received_at",
                table: "cases",
                columns: new[] { "partner_org_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_state_received_at",
                table: "cases",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_change_freezes_from",
                table: "change_freezes",
                column: "from");

            migrationBuilder.CreateIndex(
                name: "ix_change_requests_state_window_start",
                table: "change_requests",
                columns: new[] { "state", "window_start" });

            migrationBuilder.CreateIndex(
                name: "ix_cities_code",
                table: "cities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clock_entries_clock_instance_id_sequence",
                table: "clock_entries",
                columns: new[] { "clock_instance_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_clock_pauses_record_id",
                table: "clock_pauses",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_command_log_created_at",
                table: "command_log",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_case_id",
                table: "complaints",
                column: "case_id",
                unique: true,
                filter: "[case_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_no",
                table: "complaints",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contacts_customer_id",
                table: "contacts",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_contract_lines_contract_id",
                table: "contract_lines",
                column: "contract_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_sites_code",
                table: "customer_sites",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customer_sites_customer_id",
                table: "customer_sites",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customer_visits_customer_id",
                table: "customer_visits",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_code",
                table: "customers",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customers_org_id",
                table: "customers",
                column: "org_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_tree_org_id",
                table: "customers",
                column: "tree_org_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_due_at_severity",
                table: "deadlines",
                columns: new[] { "due_at", "severity" },
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_owner_id_kind",
                table: "deadlines",
                columns: new[] { "owner_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_defect_reports_case_id",
                table: "defect_reports",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_defect_reports_no",
                table: "defect_reports",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_delegations_from_user_id_to",
                table: "delegations",
                columns: new[] { "from_user_id", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_delegations_to_user_id_to",
                table: "delegations",
                columns: new[] { "to_user_id", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_difficult_faults_case_id",
                table: "difficult_faults",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_signatures_document_id",
                table: "document_signatures",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_templates_type_language_version",
                table: "document_templates",
                columns: new[] { "type", "language", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_versions_document_id_version_language",
                table: "document_versions",
                columns: new[] { "document_id", "version", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_document_versions_hash",
                table: "document_versions",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_documents_no",
                table: "documents",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_record_id_type",
                table: "documents",
                columns: new[] { "record_id", "type" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_shifts_org_id_start",
                table: "duty_shifts",
                columns: new[] { "org_id", "start" });

            migrationBuilder.CreateIndex(
                name: "ix_duty_shifts_role_end",
                table: "duty_shifts",
                columns: new[] { "role", "end" });

            migrationBuilder.CreateIndex(
                name: "ix_entitlement_checks_case_id",
                table: "entitlement_checks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_entitlements_contract_line_id",
                table: "entitlements",
                column: "contract_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_entitlements_equipment_id",
                table: "entitlements",
                column: "equipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_equipment_changes_equipment_id_at",
                table: "equipment_changes",
                columns: new[] { "equipment_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_escalation_actions_escalation_id",
                table: "escalation_actions",
                column: "escalation_id");

            migrationBuilder.CreateIndex(
                name: "ix_escalation_steps_escalation_id_sequence",
                table: "escalation_steps",
                columns: new[] { "escalation_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_escalations_no",
                table: "escalations",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_escalations_open_key",
                table: "escalations",
                column: "open_key",
                unique: true,
                filter: "[open_key] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_escalations_record_id",
                table: "escalations",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_event_claims_instance_id_node_id",
                table: "event_claims",
                columns: new[] { "instance_id", "node_id" });

            migrationBuilder.CreateIndex(
                name: "ix_flow_migration_items_instance_id_state",
                table: "flow_migration_items",
                columns: new[] { "instance_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_flow_migration_items_migration_id_state",
                table: "flow_migration_items",
                columns: new[] { "migration_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_flow_migration_items_state",
                table: "flow_migration_items",
                column: "state",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_flow_migrations_definition_id_started_at",
                table: "flow_migrations",
                columns: new[] { "definition_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_notices_major_incident_id_sequence",
                table: "incident_notices",
                columns: new[] { "major_incident_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_installed_boards_equipment_id_slot",
                table: "installed_boards",
                columns: new[] { "equipment_id", "slot" },
                unique: true,
                filter: "state = 'Working'");

            migrationBuilder.CreateIndex(
                name: "ix_installed_boards_serial_no",
                table: "installed_boards",
                column: "serial_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_installed_equipment_code",
                table: "installed_equipment",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_installed_equipment_customer_id",
                table: "installed_equipment",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_installed_equipment_serial_no",
                table: "installed_equipment",
                column: "serial_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_installed_equipment_site_id",
                table: "installed_equipment",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_knowledge_articles_no",
                table: "knowledge_articles",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_knowledge_articles_source_case_id",
                table: "knowledge_articles",
                column: "source_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_knowledge_articles_state",
                table: "knowledge_articles",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_level_changes_case_id",
                table: "level_changes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_live_changes_at",
                table: "live_changes",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_live_presences_seen_at",
                table: "live_presences",
                column: "seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_loaded_years_calendar_id_version",
                table: "loaded_years",
                columns: new[] { "calendar_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_loans_request_id_state",
                table: "loans",
                columns: new[] { "request_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_major_incidents_declared_at",
                table: "major_incidents",
                column: "declared_at");

            migrationBuilder.CreateIndex(
                name: "ix_major_incidents_main_case_id",
                table: "major_incidents",
                column: "main_case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_major_incidents_no",
                table: "major_incidents",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monthly_summaries_contract_month",
                table: "monthly_summaries",
                columns: new[] { "contract", "month" },
                unique: true,
                filter: "[contract] IS NOT NULL AND [month] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_notification_preferences_person_id",
                table: "notification_preferences",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_recipient_id_channel_visible_at",
                table: "notifications",
                columns: new[] { "recipient_id", "channel", "visible_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_record_id_sent_at",
                table: "notifications",
                columns: new[] { "record_id", "sent_at" });

            migrationBuilder.CreateIndex(
                name: "ix_onsite_services_case_id",
                table: "onsite_services",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_onsite_services_no",
                table: "onsite_services",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_onsite_services_parent_id",
                table: "onsite_services",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_operation_log_session_id",
                table: "operation_log",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_code",
                table: "organizations",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_available_at",
                table: "outbox_messages",
                column: "available_at",
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_key",
                table: "outbox_messages",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_record_id",
                table: "outbox_messages",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_state",
                table: "outbox_messages",
                column: "state",
                filter: "state = 'Parked'");

            migrationBuilder.CreateIndex(
                name: "ix_partner_profiles_org_id",
                table: "partner_profiles",
                column: "org_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_penalties_contract_id_state_proposed_at",
                table: "penalties",
                columns: new[] { "contract_id", "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_penalties_no",
                table: "penalties",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_penalties_record_id",
                table: "penalties",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_penalties_unique_key",
                table: "penalties",
                column: "unique_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_versions_kind_version",
                table: "policy_versions",
                columns: new[] { "kind", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_products_code",
                table: "products",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quarter_scores_contract_quarter",
                table: "quarter_scores",
                columns: new[] { "contract", "quarter" },
                unique: true,
                filter: "[contract] IS NOT NULL AND [quarter] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_quotas_contract_id",
                table: "quotas",
                column: "contract_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_links_case_id",
                table: "record_links",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_links_record_id",
                table: "record_links",
                column: "record_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recovery_actions_case_id_sequence",
                table: "recovery_actions",
                columns: new[] { "case_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_remote_sessions_case_id",
                table: "remote_sessions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_remote_sessions_no",
                table: "remote_sessions",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_remote_sessions_parent_id",
                table: "remote_sessions",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_repairs_request_id",
                table: "repairs",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_request_drafts_person_id",
                table: "request_drafts",
                column: "person_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retrospectives_case_id",
                table: "retrospectives",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_retrospectives_no",
                table: "retrospectives",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_grants_role",
                table: "role_grants",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_role_grants_user_id_role_org_scope_id",
                table: "role_grants",
                columns: new[] { "user_id", "role", "org_scope_id" },
                unique: true,
                filter: "[org_scope_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_satisfaction_surveys_case_id",
                table: "satisfaction_surveys",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_owner_id",
                table: "saved_filters",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_shared_role",
                table: "saved_filters",
                column: "shared_role");

            migrationBuilder.CreateIndex(
                name: "ix_service_contracts_customer_id",
                table: "service_contracts",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_contracts_no",
                table: "service_contracts",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shift_notes_created_at",
                table: "shift_notes",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_sla_clocks_record_id_clock_id_sequence",
                table: "sla_clocks",
                columns: new[] { "record_id", "clock_id", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sla_clocks_state_due_at",
                table: "sla_clocks",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_software_versions_product_id_version_no",
                table: "software_versions",
                columns: new[] { "product_id", "version_no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_spare_items_board_type_id_state",
                table: "spare_items",
                columns: new[] { "board_type_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_spare_items_serial_no",
                table: "spare_items",
                column: "serial_no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_spare_part_requests_case_id",
                table: "spare_part_requests",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_spare_part_requests_no",
                table: "spare_part_requests",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_spare_part_requests_parent_id",
                table: "spare_part_requests",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_stock_movements_serial_no_at",
                table: "stock_movements",
                columns: new[] { "serial_no", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_policies_warehouse_id_board_type_id",
                table: "stock_policies",
                columns: new[] { "warehouse_id", "board_type_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_temporary_measures_case_id",
                table: "temporary_measures",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_thanks_letters_customer_id",
                table: "thanks_letters",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_third_party_engagements_case_id",
                table: "third_party_engagements",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_third_party_engagements_no",
                table: "third_party_engagements",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_third_party_engagements_parent_id",
                table: "third_party_engagements",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_tier_changes_case_id",
                table: "tier_changes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_timesheet_entries_record_id",
                table: "timesheet_entries",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_timesheet_entries_user_id_worked_on",
                table: "timesheet_entries",
                columns: new[] { "user_id", "worked_on" });

            migrationBuilder.CreateIndex(
                name: "ix_triggers_hash",
                table: "triggers",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_triggers_workflow_definition_id",
                table: "triggers",
                column: "workflow_definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_trunks_code",
                table: "trunks",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_upgrade_applications_state_window_start",
                table: "upgrade_applications",
                columns: new[] { "state", "window_start" });

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_email",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true,
                filter: "[normalized_user_name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_org_id",
                table: "users",
                column: "org_id");

            migrationBuilder.CreateIndex(
                name: "ix_warehouses_code",
                table: "warehouses",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_item_comments_work_item_id_at",
                table: "work_item_comments",
                columns: new[] { "work_item_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_work_item_drafts_work_item_id_person_id",
                table: "work_item_drafts",
                columns: new[] { "work_item_id", "person_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_items_activity_instance_id_slot_state",
                table: "work_items",
                columns: new[] { "activity_instance_id", "slot", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_work_items_assignee_id_due_order_no",
                table: "work_items",
                columns: new[] { "assignee_id", "due_order", "no" },
                filter: "completed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_items_completed_by_id_completed_at_no",
                table: "work_items",
                columns: new[] { "completed_by_id", "completed_at", "no" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_work_items_due_order_no",
                table: "work_items",
                columns: new[] { "due_order", "no" },
                filter: "completed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_work_items_instance_id_state",
                table: "work_items",
                columns: new[] { "instance_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_work_items_no",
                table: "work_items",
                column: "no",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_items_record_id_state",
                table: "work_items",
                columns: new[] { "record_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_work_items_role_candidate_org_id_due_order_no",
                table: "work_items",
                columns: new[] { "role", "candidate_org_id", "due_order", "no" },
                filter: "assignee_id IS NULL AND completed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_definition_id_is_published",
                table: "workflow_definitions",
                columns: new[] { "definition_id", "is_published" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_definition_id_version",
                table: "workflow_definitions",
                columns: new[] { "definition_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_correlation_id_status",
                table: "workflow_instances",
                columns: new[] { "correlation_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_created_at",
                table: "workflow_instances",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_id_status",
                table: "workflow_instances",
                columns: new[] { "definition_id", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_version_id",
                table: "workflow_instances",
                column: "definition_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_parent_workflow_instance_id",
                table: "workflow_instances",
                column: "parent_workflow_instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_status_updated_at",
                table: "workflow_instances",
                columns: new[] { "status", "updated_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "activity_execution_records");

            migrationBuilder.DropTable(
                name: "alteration_jobs");

            migrationBuilder.DropTable(
                name: "alteration_plans");

            migrationBuilder.DropTable(
                name: "approval_records");

            migrationBuilder.DropTable(
                name: "archived_case_parts");

            migrationBuilder.DropTable(
                name: "archived_documents");

            migrationBuilder.DropTable(
                name: "archived_keys");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "blobs");

            migrationBuilder.DropTable(
                name: "board_types");

            migrationBuilder.DropTable(
                name: "bookmark_queue_items");

            migrationBuilder.DropTable(
                name: "bookmarks");

            migrationBuilder.DropTable(
                name: "business_events");

            migrationBuilder.DropTable(
                name: "callbacks");

            migrationBuilder.DropTable(
                name: "campaign_items");

            migrationBuilder.DropTable(
                name: "campaign_waves");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "case_articles");

            migrationBuilder.DropTable(
                name: "case_events");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "change_freezes");

            migrationBuilder.DropTable(
                name: "change_requests");

            migrationBuilder.DropTable(
                name: "cities");

            migrationBuilder.DropTable(
                name: "clock_entries");

            migrationBuilder.DropTable(
                name: "clock_pauses");

            migrationBuilder.DropTable(
                name: "command_log");

            migrationBuilder.DropTable(
                name: "complaints");

            migrationBuilder.DropTable(
                name: "contacts");

            migrationBuilder.DropTable(
                name: "contract_lines");

            migrationBuilder.DropTable(
                name: "customer_sites");

            migrationBuilder.DropTable(
                name: "customer_visits");

            migrationBuilder.DropTable(
                name: "customers");

            migrationBuilder.DropTable(
                name: "deadlines");

            migrationBuilder.DropTable(
                name: "defect_reports");

            migrationBuilder.DropTable(
                name: "delegations");

            migrationBuilder.DropTable(
                name: "difficult_faults");

            migrationBuilder.DropTable(
                name: "document_signatures");

            migrationBuilder.DropTable(
                name: "document_templates");

            migrationBuilder.DropTable(
                name: "document_versions");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "duty_shifts");

            migrationBuilder.DropTable(
                name: "entitlement_checks");

            migrationBuilder.DropTable(
                name: "entitlements");

            migrationBuilder.DropTable(
                name: "equipment_changes");

            migrationBuilder.DropTable(
                name: "escalation_actions");

            migrationBuilder.DropTable(
                name: "escalation_steps");

            migrationBuilder.DropTable(
                name: "event_claims");

            migrationBuilder.DropTable(
                name: "event_cursors");

            migrationBuilder.DropTable(
                name: "flow_migration_items");

            migrationBuilder.DropTable(
                name: "flow_migrations");

            migrationBuilder.DropTable(
                name: "incident_notices");

            migrationBuilder.DropTable(
                name: "installed_boards");

            migrationBuilder.DropTable(
                name: "installed_equipment");

            migrationBuilder.DropTable(
                name: "knowledge_articles");

            migrationBuilder.DropTable(
                name: "level_changes");

            migrationBuilder.DropTable(
                name: "live_changes");

            migrationBuilder.DropTable(
                name: "live_presences");

            migrationBuilder.DropTable(
                name: "loaded_years");

            migrationBuilder.DropTable(
                name: "loans");

            migrationBuilder.DropTable(
                name: "major_incidents");

            migrationBuilder.DropTable(
                name: "monthly_summaries");

            migrationBuilder.DropTable(
                name: "notification_preferences");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "number_sequences");

            migrationBuilder.DropTable(
                name: "onsite_services");

            migrationBuilder.DropTable(
                name: "operation_log");

            migrationBuilder.DropTable(
                name: "organizations");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "partner_profiles");

            migrationBuilder.DropTable(
                name: "penalties");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "products");

            migrationBuilder.DropTable(
                name: "quarter_scores");

            migrationBuilder.DropTable(
                name: "quotas");

            migrationBuilder.DropTable(
                name: "record_links");

            migrationBuilder.DropTable(
                name: "recovery_actions");

            migrationBuilder.DropTable(
                name: "remote_sessions");

            migrationBuilder.DropTable(
                name: "repairs");

            migrationBuilder.DropTable(
                name: "request_drafts");

            migrationBuilder.DropTable(
                name: "retrospectives");

            migrationBuilder.DropTable(
                name: "role_grants");

            migrationBuilder.DropTable(
                name: "satisfaction_surveys");

            migrationBuilder.DropTable(
                name: "saved_filters");

            migrationBuilder.DropTable(
                name: "service_contracts");

            migrationBuilder.DropTable(
                name: "shift_notes");

            migrationBuilder.DropTable(
                name: "sign_in_keys");

            migrationBuilder.DropTable(
                name: "software_versions");

            migrationBuilder.DropTable(
                name: "spare_items");

            migrationBuilder.DropTable(
                name: "spare_part_requests");

            migrationBuilder.DropTable(
                name: "stock_movements");

            migrationBuilder.DropTable(
                name: "stock_policies");

            migrationBuilder.DropTable(
                name: "temporary_measures");

            migrationBuilder.DropTable(
                name: "thanks_letters");

            migrationBuilder.DropTable(
                name: "third_party_engagements");

            migrationBuilder.DropTable(
                name: "tier_changes");

            migrationBuilder.DropTable(
                name: "timesheet_entries");

            migrationBuilder.DropTable(
                name: "triggers");

            migrationBuilder.DropTable(
                name: "trunks");

            migrationBuilder.DropTable(
                name: "upgrade_applications");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "warehouses");

            migrationBuilder.DropTable(
                name: "work_item_comments");

            migrationBuilder.DropTable(
                name: "work_item_drafts");

            migrationBuilder.DropTable(
                name: "workflow_definitions");

            migrationBuilder.DropTable(
                name: "workflow_execution_log");

            migrationBuilder.DropTable(
                name: "workflow_instance_documents");

            migrationBuilder.DropTable(
                name: "workflow_instances");

            migrationBuilder.DropTable(
                name: "archived_cases");

            migrationBuilder.DropTable(
                name: "sla_clocks");

            migrationBuilder.DropTable(
                name: "escalations");

            migrationBuilder.DropTable(
                name: "business_records");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "work_items");
        }
    }
}

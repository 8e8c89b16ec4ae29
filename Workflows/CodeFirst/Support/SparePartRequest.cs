using Elsa.ITR.Activities.Clocks;
using Elsa.ITR.Activities.Documents;
using Elsa.ITR.Activities.Events;
using Elsa.ITR.Activities.Management;
using Elsa.ITR.Activities.Notifications;
using Elsa.ITR.Activities.Records;
using Elsa.ITR.Activities.Requests;
using Elsa.ITR.Activities.Tasks;
using Elsa.ITR.Domain.Organisation;
using Elsa.ITR.Domain.Shared;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Memory;
using static Elsa.ITR.Workflows.CodeFirst.FlowPlan;

namespace Elsa.ITR.Workflows.CodeFirst.Support;

/// <summary>The right part at the right place in time; loans come back; faulty parts are repaired or scrapped.</summary>
/// <remarks>
/// Inputs, all optional: purpose, boardTypeId, deliverSiteId, neededByAt, ownership, faultySerial, requesterId, requesterRole. The caller
/// gets <c>SparePart.SupplyDecided</c> (Delivered, NotSupplied) on its record long before the flow ends with the return of the loan.
/// Started on a request, it goes on where that stands: so it does when the flow that asked is cancelled and the part is out.
/// </remarks>
public sealed class SparePartRequest : WorkflowBase
{
    private const string L1Loan = "GD-HW-L1-LOAN";
    private const string CutoverLoan = "GD-HW-CUTOVER-LOAN";
    private const string Return = "GD-HW-LOAN-RETURN";
    private static readonly string[] Given = ["purpose", "boardTypeId", "deliverSiteId", "neededByAt", "ownership", "faultySerial"];

    /// <inheritdoc/>
    protected override void Build(IWorkflowBuilder builder)
    {
        var plan = new FlowPlan(builder, FlowIds.SparePartRequest, version: 2, "备件申请", "Spare part request");
        foreach (var input in Given.Concat(["requesterId", "requesterRole"]))
            plan.Input(input);
        var requesterId = plan.Text("requesterId");
        var requesterRole = plan.Text("requesterRole", RoleCodes.Tier1Engineer);
        var approverRole = plan.Text("approverRole", RoleCodes.SparePartsCoordinator);
        var answer = plan.Text("answer");
        var tested = plan.Text("tested");
        var ownership = plan.Text("ownership", "Loan");
        foreach (var kept in (string[])["purpose", "neededByAt", "acceptedAt", "expectedAt", "shippedAt", "eta", "receivedAt", "returnedAt", "reason", "serial"])
            plan.Text(kept);
        plan.Text("state");
        plan.Number("amount");
        plan.Number("extensions");
        plan.Flag("upgradeFirst");

        var readRequester = plan.Set("read-requester", "申请人", "Requester", requesterId, "getInput('requesterId') || ''");
        var readRole = plan.Set("read-requester-role", "申请角色", "Requester's role", requesterRole, "getInput('requesterRole') || 'Tier1Engineer'");
        var open = plan.Step("open", "建立备件申请单", "Open the request", new CreateRecord
        {
            RecordType = new(RecordTypes.SparePartRequest),
            Facts = Js<IDictionary<string, object>?>(
                $"({{ {string.Join(", ", Given.Select(name => $"{name}: getInput('{name}')"))}, byCustomer: variables.requesterRole == 'CustomerUser', requesterId: variables.requesterId }})"),
        });
        var readState = plan.Step("read-state", "读取状态", "Read where it stands", new ReadRecord { Facts = new(["state", "requesterId"]) });
        var firstWay = plan.Set("first-way", "首个去向", "First way", plan.Route, "({ Shipped: 'receive', Received: 'use', InUse: 'ownership', Returned: 'test' })[variables.state] || 'submit'");
        var hub = plan.Hub(
            "submit", "entitle", "source", "missing", "approve", "ship", "again", "receive", "use", "ownership", "return", "return-faulty", "test", "book", "lost", "reject");

        // 1 Submit; a customer's loan passes the institute's window first
        var submit = plan.Step("submit", "备件申请", "Request a part", new HumanTask
        {
            TaskType = new("spare-submit"),
            Role = new(requesterRole),
            Assignee = new(requesterId),
            Outcomes = new(["Submit"]),
            Prefill = Js<IDictionary<string, object>?>("({ requestedBy: variables.requesterRole })"),
            Keep = new(["purpose", "neededByAt", "ownership"]),
            Answer = new(answer),
            CompletedBy = new(requesterId),
        });
        var noteSubmitted = plan.Step("note-submitted", "记录申请", "Note the request", new UpdateRecord
        {
            Answer = new(answer),
            Facts = Js<IDictionary<string, object>?>("({ requesterId: variables.requesterId })"),
        });
        var submitted = State(plan, "submitted", "已提交", "Submitted", "Submit");
        var tellRequested = plan.Step("tell-requested", "事件:已申请备件", "Event: part requested", new PublishBusinessEvent
        {
            EventName = new("SparePart.Requested"),
            Data = Js<IDictionary<string, object>?>("variables.neededByAt ? ({ agreedDue: variables.neededByAt }) : ({})"),
        });
        var isLevel1 = plan.Ask("is-level-1", "一级故障借用?", "For a level 1 fault?", "variables.purpose == 'L1Fault'");
        var readAccepted = plan.Step("read-accepted", "读取接受时间", "Read acceptance", new ReadCase { Facts = new(["acceptedAt"]) });
        var startLoan = plan.Step("start-loan-clock", "硬件借出时限", "Delivery clock", new StartClock { ClockId = new(L1Loan), OccurredAt = Js<string?>("variables.acceptedAt") });
        var isCustomerLoan = plan.Ask("is-customer-loan", "客户借用?", "A customer's loan?", "variables.requesterRole == 'CustomerUser' && variables.ownership == 'Loan'");
        var window = plan.Step("window", "研究院受理", "Institute's window", new HumanTask
        {
            TaskType = new("spare-window"),
            Role = Js<string>("variables.purpose == 'L1Fault' ? 'DutyManager' : 'InstituteApprover'"), // level 1: by phone
            Outcomes = new(["Accept", "Reject"]),
            Prefill = Js<IDictionary<string, object>?>("({ kind: variables.purpose == 'L1Fault' ? 'Phone' : 'Task' })"),
        });
        var toEntitle = plan.To(hub, "entitle");
        var toEntitleAccepted = plan.To(hub, "entitle", "to-entitle-accepted");
        var toRejectWindow = plan.To(hub, "reject", "to-reject-window");

        // 2 Entitlement
        var entitlement = plan.Step("entitlement", "备件鉴权", "Check entitlement", new CheckSpareEntitlement());
        var toSource = plan.To(hub, "source");
        var quote = plan.Step("quote", "备件报价", "Quote", new HumanTask
        {
            TaskType = new("spare-quote"),
            Role = new(RoleCodes.ContractManager),
            Outcomes = new(["Accept", "Decline"]),
            Keep = new(["amount"]),
        });
        var noteQuote = plan.Step("note-quote", "记录报价", "Note the quote", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ quote: variables.amount })") });
        var toSourceQuoted = plan.To(hub, "source", "to-source-quoted");
        var toRejectQuote = plan.To(hub, "reject", "to-reject-quote");

        // 3 and 4 Source, or another way
        var reserve = plan.Step("reserve", "查找货源", "Find a source", new ReserveSpare { ApproverRole = new(approverRole) });
        var toApprove = plan.To(hub, "approve");
        var toMissing = plan.To(hub, "missing");
        var missing = plan.Step("missing", "缺货处置", "No stock", new HumanTask
        {
            TaskType = new("spare-alternative"),
            Role = new(RoleCodes.SparePartsCoordinator),
            Outcomes = new(["Alternative", "Waiting", "CannotSupply"]),
            Keep = new(["expectedAt"]),
            Answer = new(answer),
        });
        var noteAlternative = plan.Step("note-alternative", "记录替代方式", "Note the way", new UpdateRecord { Answer = new(answer) });
        var toApproveAlternative = plan.To(hub, "approve", "to-approve-alternative");
        var waitStock = plan.Step("wait-stock", "等待到货", "Wait for stock", new WaitUntil { Instant = Js<string>("variables.expectedAt") });
        var toSourceAgain = plan.To(hub, "source", "to-source-waited");
        var escalate = plan.Step("escalate-missing", "无法供货升级", "Escalate", new RaiseEscalation { Trigger = new("Manual"), ReasonZh = new("备件无法供货"), ReasonEn = new("A spare part cannot be supplied") });
        var toRejectMissing = plan.To(hub, "reject", "to-reject-missing");

        // 5 Approve
        var approve = plan.Step("approve", "备件审批", "Approve", new HumanTask
        {
            TaskType = new("spare-approve"),
            Role = new(approverRole),
            Outcomes = new(["Approve", "Reject", "Change"]),
            Clocks = new(["OLA-SPARE-APPROVE"]),
            NotBy = new(requesterId),
            Answer = new(answer),
        });
        var noteApproved = plan.Step("note-approved", "记录审批", "Note the approval", new UpdateRecord { Answer = new(answer) });
        var approved = State(plan, "approved", "已批准", "Approved", "Approve");
        var tellApproved = plan.Step("tell-approved", "事件:备件已批准", "Event: part approved", new PublishBusinessEvent { EventName = new("SparePart.Approved") });
        var toShip = plan.To(hub, "ship");
        var noteChange = plan.Step("note-change", "记录新要求", "Note the requirement", new UpdateRecord { Answer = new(answer) });
        var toSourceChanged = plan.To(hub, "source", "to-source-changed");
        var toRejectApproval = plan.To(hub, "reject", "to-reject-approval");

        // 6 Ship
        var readReserved = plan.Step("read-reserved", "读取货源", "Read the source", new ReadRecord { Facts = new(["upgradeFirst"]) });
        var ship = plan.Step("ship", "发货", "Ship", new HumanTask
        {
            TaskType = new("spare-ship"),
            Role = new(RoleCodes.WarehouseKeeper),
            Outcomes = new(["Shipped", "Damaged"]),
            Clocks = new(["OLA-SPARE-SHIP"]),
            Prefill = Js<IDictionary<string, object>?>("({ mark: variables.upgradeFirst ? 'UpgradeFirst' : '' })"),
            Keep = new(["shippedAt", "eta"]),
            Answer = new(answer),
        });
        var moveShipped = Move(plan, "move-shipped", "已发出", "Sent", "Shipped", answer);
        var tellShipped = plan.Step("tell-shipped", "事件:备件已发出", "Event: part shipped", new PublishBusinessEvent { EventName = new("SparePart.Shipped"), OccurredAt = Js<string?>("variables.shippedAt") });
        var notifyShipped = plan.Step("notify-shipped", "通知收货人", "Tell the receiver", new SendNotification
        {
            Template = new("SPARE_SHIPPED"),
            Recipients = Js<ICollection<string>>("[variables.requesterId]"),
            Values = Js<IDictionary<string, object>?>("({ eta: variables.eta })"),
        });
        var toReceive = plan.To(hub, "receive");
        var moveDamaged = Move(plan, "move-damaged", "损坏退检", "Damaged", "Damaged", answer);
        var toAgainDamaged = plan.To(hub, "again", "to-again-damaged");

        // Another part is needed: approved and shipped again
        var sourcedAgain = State(plan, "sourced-again", "重新查找货源", "Sourced again", "Source");
        var endShipping = plan.Step("end-shipping", "结束发货时限", "End the shipping clock", new CancelClock { ClockId = new("OLA-SPARE-SHIP") });
        var tellAgain = plan.Step("tell-again", "事件:重新申请备件", "Event: part requested again", new PublishBusinessEvent
        {
            EventName = new("SparePart.Requested"),
            Filter = new("Again"),
            Data = Js<IDictionary<string, object>?>("variables.neededByAt ? ({ agreedDue: variables.neededByAt }) : ({})"),
        });
        var toSourceOnceMore = plan.To(hub, "source", "to-source-once-more");

        // 7 Receive
        var receive = plan.Step("receive", "收货", "Receive", new HumanTask
        {
            TaskType = new("spare-receive"),
            Role = new(requesterRole),
            Assignee = new(requesterId),
            Outcomes = new(["Received", "WrongPart", "DeadOnArrival", "Lost"]),
            Clocks = new([L1Loan, CutoverLoan]),
            Keep = new(["receivedAt"]),
            Answer = new(answer),
        });
        var tellDelivered = plan.Step("tell-delivered", "事件:备件已送达", "Event: part delivered", new PublishBusinessEvent { EventName = new("SparePart.Delivered"), OccurredAt = Js<string?>("variables.receivedAt") });
        var moveReceived = Move(plan, "move-received", "已收货", "Received", "Received", answer);
        var tellSupplied = plan.Step("tell-supplied", "告知上级流程:已送达", "Tell the caller: delivered", new PublishBusinessEvent
        {
            EventName = new("SparePart.SupplyDecided"),
            Filter = new("Delivered"),
            On = new("Parent"),
        });
        var loanNote = plan.Step("loan-note", "借用单", "Loan note", new GenerateDocument { DocumentType = new("LoanNote"), Answer = new(answer) });
        var toUse = plan.To(hub, "use");
        var moveWrong = Move(plan, "move-wrong", "货不对退回", "Wrong part", "Wrong", answer);
        var moveDead = Move(plan, "move-dead", "到货即坏退检", "Dead part", "Dead", answer);
        var urgent = plan.Step("urgent", "优先处理", "With priority", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ priority: 1 })") });
        var toAgain = plan.To(hub, "again");
        var moveLostOnWay = Move(plan, "move-lost-on-way", "运输丢失", "Lost on the way", "Missing", answer);
        var lostOnWay = State(plan, "lost-on-way", "重新查找货源", "Needs another", "Source");
        var toMissingLost = plan.To(hub, "missing", "to-missing-lost");

        // 8 Use
        var use = plan.Step("use", "使用结果", "Result of the use", new HumanTask
        {
            TaskType = new("spare-use"),
            Role = new(requesterRole),
            Assignee = new(requesterId),
            Outcomes = new(["Used", "NotNeeded", "DidNotSolve"]),
            Answer = new(answer),
        });
        var used = State(plan, "used", "使用中", "In use", "Use");
        var noteUsed = plan.Step("note-used", "记录使用", "Note the use", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ useResult: 'Used' })") });
        var moveUsed = Move(plan, "move-used", "更新设备档案", "Update equipment record", "Used", answer);
        var toOwnership = plan.To(hub, "ownership");
        var noteUnused = plan.Step("note-unused", "记录未使用", "Note: not needed", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ useResult: 'NotNeeded' })") });
        var toReturnUnused = plan.To(hub, "return", "to-return-unused");
        var noteUnsolved = plan.Step("note-unsolved", "记录未解决", "Note: did not solve", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ useResult: 'DidNotSolve' })") });
        var tellUnsolved = plan.Step("tell-unsolved", "告知上级流程:未解决", "Tell the caller: not solved", new PublishBusinessEvent { EventName = new("SparePart.DidNotSolve"), On = new("Parent") });
        var toReturnUnsolved = plan.To(hub, "return", "to-return-unsolved");

        // 9 Ownership after use
        var readOwnership = plan.Step("read-ownership", "读取归属", "Read ownership", new ReadRecord { Facts = new(["ownership"]) });
        var byOwnership = plan.Step("by-ownership", "按归属", "By ownership", new FlowSwitch
        {
            Cases =
            [
                new FlowSwitchCase("Exchange", Script("variables.ownership == 'Exchange'")),
                new FlowSwitchCase("Sale", Script("variables.ownership == 'Sale'")),
            ],
        });
        var toReturn = plan.To(hub, "return");
        var toReturnFaulty = plan.To(hub, "return-faulty");
        var toBookSale = plan.To(hub, "book", "to-book-sale");

        // 10 Return of the original part
        var giveBack = plan.Step("return", "返还原件", "Return the original", new HumanTask
        {
            TaskType = new("spare-return"),
            Role = new(requesterRole),
            Assignee = new(requesterId),
            Outcomes = new(["Returned", "Extend", "ConvertToSale", "Lost"]),
            Clocks = new([Return]),
            Keep = new(["returnedAt", "reason"]),
            Answer = new(answer),
        });
        var tellReturned = Returned(plan, "tell-returned");
        var moveReturned = Move(plan, "move-returned", "已返还", "Returned", "Returned", answer);
        var toTest = plan.To(hub, "test");
        var extend = plan.Step("extend", "延期审批", "Decide on the extension", new HumanTask
        {
            TaskType = new("spare-extend"),
            Role = new(RoleCodes.SparePartsCoordinator),
            Outcomes = new(["Approve", "Reject"]),
            Prefill = Js<IDictionary<string, object>?>("({ reason: variables.reason })"),
        });
        var readExtensions = plan.Step("read-extensions", "读取延期次数", "Read extensions", new ReadRecord { Facts = new(["extensions"]) });
        var noteExtension = plan.Step("note-extension", "顺延时限", "Put off the return", new UpdateRecord { Facts = Js<IDictionary<string, object>?>("({ extensions: variables.extensions + 1 })") });
        var moveExtended = Move(plan, "move-extended", "更新借用单", "Update the loan", "Extended", answer);
        var toReturnExtended = plan.To(hub, "return", "to-return-extended");
        var toReturnRefused = plan.To(hub, "return", "to-return-refused");
        var moveConverted = Move(plan, "move-converted", "转为销售", "Converted to sale", "Converted", answer);
        var endReturnSale = EndReturn(plan, "end-return-sale");
        var toBookConverted = plan.To(hub, "book", "to-book-converted");
        var moveLost = Move(plan, "move-lost", "登记遗失", "Lost", "Lost", answer);
        var endReturnLost = EndReturn(plan, "end-return-lost");
        var toLost = plan.To(hub, "lost");

        // 11 Return of the faulty part
        var giveBackFaulty = plan.Step("return-faulty", "返还故障件", "Return the faulty part", new HumanTask
        {
            TaskType = new("spare-return"),
            Role = new(requesterRole),
            Assignee = new(requesterId),
            Outcomes = new(["Returned", "Lost"]),
            Clocks = new([Return]),
            TitleZh = new("返还故障件"),
            TitleEn = new("Return the faulty part"),
            Keep = new(["returnedAt"]),
            Answer = new(answer),
        });
        var tellFaultyReturned = Returned(plan, "tell-faulty-returned");
        var moveFaultyReturned = Move(plan, "move-faulty-returned", "已返还", "Returned", "Returned", answer);
        var toTestFaulty = plan.To(hub, "test", "to-test-faulty");
        var moveFaultyLost = Move(plan, "move-faulty-lost", "登记遗失", "Lost", "Lost", answer);
        var endReturnFaulty = EndReturn(plan, "end-return-faulty");
        var toLostFaulty = plan.To(hub, "lost", "to-lost-faulty");

        // 12 Incoming test
        var test = plan.Step("test", "入库检测", "Incoming test", new HumanTask
        {
            TaskType = new("spare-test"),
            Role = new(RoleCodes.WarehouseKeeper),
            Outcomes = new(["Good", "Repair", "Scrap", "Abnormal"]),
            Prefill = Js<IDictionary<string, object>?>("({ serial: JSON.parse(variables.answer || '{}').serial })"),
            Outcome = new(tested),
        });
        var moveTested = plan.Step("move-tested", "登记检测结果", "Note the test", new MoveSpare { To = new("Tested"), Answer = Js<string?>("JSON.stringify({ testResult: variables.tested })") });
        var returnNote = plan.Step("return-note", "返还单", "Return note", new GenerateDocument { DocumentType = new("ReturnNote"), Answer = new(answer) });
        var byTest = plan.Step("by-test", "按检测结果", "By the test", new FlowSwitch
        {
            Cases =
            [
                new FlowSwitchCase("Repair", Script("variables.tested == 'Repair'")),
                new FlowSwitchCase("Abnormal", Script("variables.tested == 'Abnormal'")),
            ],
        });
        var toBookTested = plan.To(hub, "book", "to-book-tested");
        var repair = plan.Step("repair", "维修结果", "Result of the repair", new HumanTask
        {
            TaskType = new("spare-repair"),
            Role = new(RoleCodes.WarehouseKeeper),
            Outcomes = new(["Repaired", "Scrapped"]),
            Outcome = new(tested),
        });
        var moveRepaired = plan.Step("move-repaired", "登记维修结果", "Note the repair", new MoveSpare { To = new("Tested"), Answer = Js<string?>("JSON.stringify({ testResult: variables.tested })") });
        var toBookRepaired = plan.To(hub, "book", "to-book-repaired");
        var investigate = plan.Step("investigate", "异常调查", "Investigate", new HumanTask
        {
            TaskType = new("doc-investigation"),
            Role = new(RoleCodes.RnDEngineer),
            Outcomes = new(["Submit"]),
            Answer = new(answer),
        });
        var report = plan.Step("investigation-report", "《调查报告》", "Investigation report", new GenerateDocument { DocumentType = new("InvestigationReport"), Answer = new(answer) });
        var toBookInvestigated = plan.To(hub, "book", "to-book-investigated");

        // 13 Book
        var tellBooked = plan.Step("tell-booked", "事件:归属已登记", "Event: ownership booked", new PublishBusinessEvent
        {
            EventName = new("SparePart.Booked"),
            Data = Js<IDictionary<string, object>?>("({ ownership: variables.ownership, quote: variables.amount })"),
        });
        var closed = State(plan, "closed", "关闭", "Closed", "Close", ends: true);
        var endClosed = plan.Ends("Closed", "已关闭");
        var tellLost = plan.Step("tell-lost", "事件:备件遗失", "Event: part lost", new PublishBusinessEvent { EventName = new("SparePart.Lost") });
        var lost = State(plan, "lost", "遗失", "Lost", "Lose", ends: true);
        var endLost = plan.Ends("Lost", "遗失");
        var free = Move(plan, "free-part", "释放预留", "Free the part", "Freed", answer);
        var tellNotSupplied = plan.Step("tell-not-supplied", "告知上级流程:无备件", "Tell the caller: no part", new PublishBusinessEvent
        {
            EventName = new("SparePart.SupplyDecided"),
            Filter = new("NotSupplied"),
            On = new("Parent"),
        });
        var rejected = State(plan, "rejected", "不予提供", "Rejected", "Reject", ends: true);
        var endRejected = plan.Ends("Rejected", "不予提供");

        // Arrows
        plan.Chain(plan.Start, readRequester, readRole, open, readState, firstWay, hub);
        plan.Arrow(hub, "submit", submit);
        plan.Arrow(submit, "Submit", noteSubmitted);
        plan.Chain(noteSubmitted, submitted, tellRequested, isLevel1);
        plan.Arrow(isLevel1, "True", readAccepted);
        plan.Chain(readAccepted, startLoan, isCustomerLoan);
        plan.Arrow(isLevel1, "False", isCustomerLoan);
        plan.Arrow(isCustomerLoan, "True", window);
        plan.Arrow(isCustomerLoan, "False", toEntitle);
        plan.Arrow(window, "Accept", toEntitleAccepted);
        plan.Arrow(window, "Reject", toRejectWindow);

        plan.Arrow(hub, "entitle", entitlement);
        plan.Arrow(entitlement, "Free", toSource);
        plan.Arrow(entitlement, "Quote", quote);
        plan.Arrow(quote, "Accept", noteQuote);
        plan.Arrow(noteQuote, toSourceQuoted);
        plan.Arrow(quote, "Decline", toRejectQuote);

        plan.Arrow(hub, "source", reserve);
        plan.Arrow(reserve, "Found", toApprove);
        plan.Arrow(reserve, "NoStock", toMissing);
        plan.Arrow(hub, "missing", missing);
        plan.Arrow(missing, "Alternative", noteAlternative);
        plan.Arrow(noteAlternative, toApproveAlternative);
        plan.Arrow(missing, "Waiting", waitStock);
        plan.Arrow(waitStock, toSourceAgain);
        plan.Arrow(missing, "CannotSupply", escalate);
        plan.Arrow(escalate, toRejectMissing);

        plan.Arrow(hub, "approve", approve);
        plan.Arrow(approve, "Approve", noteApproved);
        plan.Chain(noteApproved, approved, tellApproved, toShip);
        plan.Arrow(approve, "Change", noteChange);
        plan.Arrow(noteChange, toSourceChanged);
        plan.Arrow(approve, "Reject", toRejectApproval);

        plan.Arrow(hub, "ship", readReserved);
        plan.Arrow(readReserved, ship);
        plan.Arrow(ship, "Shipped", moveShipped);
        plan.Chain(moveShipped, tellShipped, notifyShipped, toReceive);
        plan.Arrow(ship, "Damaged", moveDamaged);
        plan.Arrow(moveDamaged, toAgainDamaged);
        plan.Arrow(hub, "again", sourcedAgain);
        plan.Chain(sourcedAgain, endShipping, tellAgain, toSourceOnceMore);

        plan.Arrow(hub, "receive", receive);
        plan.Arrow(receive, "Received", tellDelivered);
        plan.Chain(tellDelivered, moveReceived, tellSupplied, loanNote, toUse);
        plan.Arrow(receive, "WrongPart", moveWrong);
        plan.Arrow(receive, "DeadOnArrival", moveDead);
        plan.Arrow(moveWrong, urgent);
        plan.Arrow(moveDead, urgent);
        plan.Arrow(urgent, toAgain);
        plan.Arrow(receive, "Lost", moveLostOnWay);
        plan.Chain(moveLostOnWay, lostOnWay, toMissingLost);

        plan.Arrow(hub, "use", use);
        plan.Arrow(use, "Used", used);
        plan.Chain(used, noteUsed, moveUsed, toOwnership);
        plan.Arrow(use, "NotNeeded", noteUnused);
        plan.Arrow(noteUnused, toReturnUnused);
        plan.Arrow(use, "DidNotSolve", noteUnsolved);
        plan.Chain(noteUnsolved, tellUnsolved, toReturnUnsolved);

        plan.Arrow(hub, "ownership", readOwnership);
        plan.Arrow(readOwnership, byOwnership);
        plan.Arrow(byOwnership, "Default", toReturn);
        plan.Arrow(byOwnership, "Exchange", toReturnFaulty);
        plan.Arrow(byOwnership, "Sale", toBookSale);

        plan.Arrow(hub, "return", giveBack);
        plan.Arrow(giveBack, "Returned", tellReturned);
        plan.Chain(tellReturned, moveReturned, toTest);
        plan.Arrow(giveBack, "Extend", extend);
        plan.Arrow(extend, "Approve", readExtensions);
        plan.Chain(readExtensions, noteExtension, moveExtended, toReturnExtended);
        plan.Arrow(extend, "Reject", toReturnRefused);
        plan.Arrow(giveBack, "ConvertToSale", moveConverted);
        plan.Chain(moveConverted, endReturnSale, toBookConverted);
        plan.Arrow(giveBack, "Lost", moveLost);
        plan.Chain(moveLost, endReturnLost, toLost);

        plan.Arrow(hub, "return-faulty", giveBackFaulty);
        plan.Arrow(giveBackFaulty, "Returned", tellFaultyReturned);
        plan.Chain(tellFaultyReturned, moveFaultyReturned, toTestFaulty);
        plan.Arrow(giveBackFaulty, "Lost", moveFaultyLost);
        plan.Chain(moveFaultyLost, endReturnFaulty, toLostFaulty);

        plan.Arrow(hub, "test", test);
        plan.Arrows(test, moveTested, "Good", "Repair", "Scrap", "Abnormal");
        plan.Chain(moveTested, returnNote, byTest);
        plan.Arrow(byTest, "Default", toBookTested);
        plan.Arrow(byTest, "Repair", repair);
        plan.Arrows(repair, moveRepaired, "Repaired", "Scrapped");
        plan.Arrow(moveRepaired, toBookRepaired);
        plan.Arrow(byTest, "Abnormal", investigate);
        plan.Arrow(investigate, "Submit", report);
        plan.Arrow(report, toBookInvestigated);

        plan.Arrow(hub, "book", tellBooked);
        plan.Chain(tellBooked, closed, endClosed);
        plan.Arrow(hub, "lost", tellLost);
        plan.Chain(tellLost, lost, endLost);
        plan.Arrow(hub, "reject", free);
        plan.Chain(free, tellNotSupplied, rejected, endRejected);
    }

    private static SetRecordState State(FlowPlan plan, string id, string nameZh, string nameEn, string trigger, bool ends = false) =>
        plan.Step($"state-{id}", $"状态:{nameZh}", $"State: {nameEn}", new SetRecordState { Trigger = new(trigger), Ends = new(ends) });

    private static MoveSpare Move(FlowPlan plan, string id, string nameZh, string nameEn, string to, Variable<string> answer) =>
        plan.Step(id, nameZh, nameEn, new MoveSpare { To = new(to), Answer = new(answer) });

    private static PublishBusinessEvent Returned(FlowPlan plan, string id) =>
        plan.Step(id, "事件:已返还", "Event: part returned", new PublishBusinessEvent { EventName = new("SparePart.OriginalReturned"), OccurredAt = Js<string?>("variables.returnedAt") });

    private static CancelClock EndReturn(FlowPlan plan, string id) =>
        plan.Step(id, "结束返还时限", "End the return clock", new CancelClock { ClockId = new(Return) });
}

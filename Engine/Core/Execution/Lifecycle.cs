namespace Elsa.Workflows
{
    /// <summary>Whether a run may go on.</summary>
    public enum WorkflowStatus
    {
        /// <summary>It may go on.</summary>
        Running,

        /// <summary>It has ended, well or badly.</summary>
        Finished,
    }

    /// <summary>Where a run is.</summary>
    public enum WorkflowSubStatus
    {
        /// <summary>Created, never run.</summary>
        Pending,

        /// <summary>In a burst.</summary>
        Executing,

        /// <summary>A burst ended, activities wait.</summary>
        Suspended,

        /// <summary>Ended normally.</summary>
        Finished,

        /// <summary>Ended by cancellation.</summary>
        Cancelled,

        /// <summary>Ended by a fault.</summary>
        Faulted,
    }

    /// <summary>Where an activity context is.</summary>
    public enum ActivityStatus
    {
        /// <summary>Created, not run, or not allowed to run.</summary>
        Pending,

        /// <summary>Running, or waiting for a bookmark or child.</summary>
        Running,

        /// <summary>Completed.</summary>
        Completed,

        /// <summary>Cancelled by its container or an operator.</summary>
        Canceled,

        /// <summary>Its body threw.</summary>
        Faulted,
    }
}

namespace Elsa.Workflows.Execution
{
    /// <summary>The two state tables of the engine.</summary>
    internal static class Lifecycle
    {
        public static WorkflowStatus StatusOf(WorkflowSubStatus subStatus) => subStatus switch
        {
            WorkflowSubStatus.Pending or WorkflowSubStatus.Executing or WorkflowSubStatus.Suspended => WorkflowStatus.Running,
            _ => WorkflowStatus.Finished,
        };

        /// <summary>Any sub-status may follow while the run may go on; none after it has ended.</summary>
        public static bool Allows(WorkflowSubStatus from, WorkflowSubStatus to) => StatusOf(from) == WorkflowStatus.Running || from == to;

        /// <summary>What has completed may still fault (its callback threw); a fault may be repaired; cancelled is final.</summary>
        public static bool Allows(ActivityStatus from, ActivityStatus to) => (from, to) switch
        {
            _ when from == to => true,
            (ActivityStatus.Pending, _) => true,
            (ActivityStatus.Running, _) => true,
            (ActivityStatus.Completed, ActivityStatus.Faulted) => true,
            (ActivityStatus.Canceled, ActivityStatus.Faulted) => true,
            (ActivityStatus.Faulted, ActivityStatus.Running or ActivityStatus.Canceled or ActivityStatus.Completed) => true,
            _ => false,
        };
    }
}

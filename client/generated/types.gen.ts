// @ts-nocheck
// Made from docs/reference/openapi.json by npm run generate.

export type ClientOptions = {
    baseUrl: `${string}://${string}/api/v1` | (string & {});
};

export type Department = {
    id: number;
    name: string;
    description: string | null;
    email: string | null;
    is_default: boolean | null;
    status: 'published' | 'draft';
    sort_order: number;
    created_at: string;
    updated_at: string;
};

export type Category = {
    id: number;
    name: string;
    description: string | null;
    parent_id: number | null;
    status: 'published' | 'draft';
    sort_order: number;
    created_at: string;
    updated_at: string;
};

export type Label = {
    id: number;
    name: string;
    color: string;
    status: 'published' | 'draft';
    sort_order: number;
    created_at: string;
    updated_at: string;
};

export type Product = {
    id: number;
    name: string;
    envato_id: string | null;
    description: string | null;
    price: number | null;
    status: 'published' | 'draft';
    created_at: string;
    updated_at: string;
};

export type Customer = {
    id: number;
    name: string;
    email: string;
    phone: string | null;
    envato_username: string | null;
    is_blocked: boolean;
    blocked_reason: string | null;
    created_at: string;
    updated_at: string;
};

export type KnowledgeCategory = {
    id: number;
    name: string;
    description: string | null;
    icon: string | null;
    status: 'published' | 'draft';
    sort_order: number;
    article_count: number;
    created_at: string;
    updated_at: string;
};

export type KnowledgeArticle = {
    id: number;
    title: string;
    slug: string | null;
    content: string | null;
    excerpt: string | null;
    category_id: number | null;
    status: 'published' | 'draft';
    category: {
        id: number;
        name: string;
    } | null;
    created_at: string;
    updated_at: string;
};

export type CannedResponse = {
    id: number;
    title: string;
    content: string | null;
    category: string | null;
    shortcut: string | null;
    is_active: boolean;
    sort_order: number;
    created_at: string;
    updated_at: string;
};

export type CustomField = {
    id: number;
    label: string;
    description: string | null;
    type: 'date' | 'datetime_local' | 'email' | 'number' | 'tel' | 'text' | 'textarea' | 'time' | 'url';
    is_required: boolean;
    sort_order: number;
    status: 'published' | 'draft';
    created_at: string;
    updated_at: string;
};

export type Webhook = {
    id: number;
    url: string;
    events: Array<string>;
    status: 'active' | 'inactive';
    description: string | null;
    created_at: string;
    updated_at: string;
};

export type Agent = {
    id: number;
    name: string;
    email: string;
    phone: string | null;
    locale: string | null;
    is_active: boolean;
    departments: Array<number>;
    notification_settings: {
        ticket_assigned?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_unassigned?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_reply?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_staff_reply?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_note?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_mention?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_status?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_locked?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_created?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_closing_soon?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        webhook_url?: string | null;
        time_zone?: string;
        quiet_hours?: {
            from: string;
            to: string;
        } | null;
        email_digest?: 'off' | 'hourly' | 'daily';
    };
    created_at: string;
    updated_at: string;
};

export type ApiKey = {
    id: number;
    name: string;
    type: 'internal' | 'external';
    scopes: Array<string>;
    special: boolean;
    agent_id: number | null;
    expires_at: string | string | null;
    key_prefix: string | null;
    revoked: boolean;
    last_used_at: string | null;
    created_at: string;
    updated_at: string;
};

export type NewApiKey = {
    id: number;
    name: string;
    type: 'internal' | 'external';
    scopes: Array<string>;
    special: boolean;
    agent_id: number | null;
    expires_at: string | string | null;
    key_prefix: string | null;
    revoked: boolean;
    last_used_at: string | null;
    created_at: string;
    updated_at: string;
    key: string;
};

export type NewWebhook = {
    id: number;
    url: string;
    events: Array<string>;
    status: 'active' | 'inactive';
    description: string | null;
    created_at: string;
    updated_at: string;
    secret: string;
};

export type Ticket = {
    id: number;
    reference_id: string;
    title: string;
    content: string;
    status: 'open' | 'in_progress' | 'on_hold' | 'closed';
    priority: 'low' | 'medium' | 'high' | 'critical';
    department: {
        id: number;
        name: string;
    } | null;
    category: {
        id: number;
        name: string;
    } | null;
    product: {
        id: number;
        name: string;
    } | null;
    customer: {
        id: number;
        name: string;
        email: string;
    } | null;
    labels: Array<{
        id: number;
        name: string;
        color: string;
    }>;
    assigned_to: {
        id: number;
        name: string;
    } | null;
    agents: Array<{
        id: number;
        name: string;
    }>;
    custom_fields: Array<{
        id: number;
        label: string;
        type: string;
        value: string | number | null;
    }>;
    is_resolved: boolean;
    is_locked: boolean;
    last_reply_at: string | null;
    last_reply_by: 'staff' | 'customer' | null;
    closed_at: string | null;
    created_at: string;
    updated_at: string;
};

export type Message = {
    id: number;
    ticket_id: number;
    content: string;
    is_internal: boolean;
    sender: {
        type: 'user' | 'agent' | 'customer';
        id: number;
        name: string;
    };
    likes: number;
    /**
     * Only told to agents.
     */
    liked?: boolean;
    created_at: string;
};

export type Notification = {
    id: number;
    type: string;
    title: string;
    message: string;
    ticket_id: number;
    sender_name: string;
    sender_avatar: string | null;
    is_read: boolean;
    created_at: string;
};

export type HistoryEntry = {
    event_id: string;
    position: string;
    revision: number;
    type: string;
    occurred_at: string;
    recorded_at: string;
    actor: {
        type: 'api_key' | 'agent' | 'customer' | 'system';
        id: number | null;
        name: string;
    };
    api_key_id: number | null;
    ip_address: string | null;
    request_id: string | null;
    rule: {
        name: string;
        caused_by: string;
    } | null;
    data: {
        [key: string]: unknown;
    };
    changes: Array<{
        field: string;
        from: unknown;
        to: unknown;
    }>;
};

export type FeedEvent = {
    event_id: string;
    position: string;
    revision: number;
    type: string;
    occurred_at: string;
    recorded_at: string;
    actor: {
        type: 'api_key' | 'agent' | 'customer' | 'system';
        id: number | null;
        name: string;
    };
    api_key_id: number | null;
    ip_address: string | null;
    request_id: string | null;
    rule: {
        name: string;
        caused_by: string;
    } | null;
    data: {
        [key: string]: unknown;
    };
    stream: string;
    resource: string | null;
    resource_id: number | null;
};

export type FeedMeta = {
    /**
     * Send it back as `after`.
     */
    next_position: string | null;
    head_position: string;
    end_of_stream: boolean;
};

export type Activity = {
    id: unknown;
    description: string;
    user: {
        id: unknown;
        name: string;
    };
    ip_address: string | null;
    created_at: string;
};

export type ImportResult = {
    external_id: string | null;
    id: number | null;
    result: 'created' | 'unchanged' | 'invalid';
    errors: {
        [key: string]: Array<string>;
    };
};

export type Profile = {
    id: number;
    name: string;
    email: string;
    phone: string | null;
    locale: string | null;
    avatar_url: string | null;
    notification_settings: {
        ticket_assigned?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_unassigned?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_reply?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_staff_reply?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_note?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_mention?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_status?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_locked?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_created?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        ticket_closing_soon?: {
            in_app?: boolean;
            email?: boolean;
            webhook?: boolean;
        };
        webhook_url?: string | null;
        time_zone?: string;
        quiet_hours?: {
            from: string;
            to: string;
        } | null;
        email_digest?: 'off' | 'hourly' | 'daily';
    };
    is_active: boolean;
    created_at: string;
};

export type WebhookSecret = {
    secret: string;
};

export type Settings = {
    sd_default_department_id: number | null;
    sd_default_priority: 'low' | 'medium' | 'high' | 'critical' | null;
    sd_auto_close_days: number;
    sd_tickets_per_page: number;
    sd_notification_email: string | null;
    sd_customer_registration_enabled: boolean;
    sd_customer_max_tickets_per_day: number;
    sd_enable_auto_assign: boolean;
    sd_enable_envato_integration: boolean;
    sd_ticket_prefix: string;
    sd_department_visibility: boolean;
};

export type Dashboard = {
    open_tickets: number;
    in_progress_tickets: number;
    needs_response: number;
    closed_today: number;
};

export type Audit = {
    valid: boolean;
    events_checked: number;
    first_broken: {
        stream: string | null;
        revision: number | null;
        position: string | null;
        event_id: string | null;
        reason: string;
    } | null;
    roots_checked: number;
    roots_outside: number;
    events_after_last_root: number;
};

export type UnreadCount = {
    unread_count: number;
};

export type Overview = {
    period: {
        start_date: string;
        end_date: string;
    };
    total_tickets: number;
    by_status: {
        open: number;
        in_progress: number;
        on_hold: number;
        closed: number;
    };
    by_priority: {
        low: number;
        medium: number;
        high: number;
        critical: number;
    };
    by_department: Array<{
        id: number | null;
        name: string | null;
        count: number;
    }>;
    tickets_over_time: Array<{
        date: string;
        created: number;
        resolved: number;
        reopened: number;
        backlog: number;
    }>;
    tickets_resolved: number;
    resolutions: number;
    automatic_closes: number;
    reopens: number;
    backlog: number;
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    first_reply_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    next_reply_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    first_resolution_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    full_resolution_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    wait_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    work_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    hold_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
};

export type AgentFigures = {
    agent: {
        id: number;
        name: string;
    };
    assigned: number;
    replies: number;
    resolutions: number;
    tickets_resolved: number;
    automatic_closes: number;
    reopens: number;
    backlog: number;
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    first_reply_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    full_resolution_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
};

export type DepartmentFigures = {
    department: {
        id: number;
        name: string;
    };
    assigned: number;
    replies: number;
    resolutions: number;
    tickets_resolved: number;
    automatic_closes: number;
    reopens: number;
    backlog: number;
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    first_reply_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
    /**
     * In seconds, unrounded; `null` where there is nothing to measure.
     */
    full_resolution_time: {
        count: number;
        mean: number | null;
        median: number | null;
        p90: number | null;
    };
};

export type ToldNotification = {
    id: number;
    agent: {
        id: number;
        name: string | null;
    };
    type: string;
    policy: string | null;
    title: string;
    ticket_id: number;
    created_at: string;
    event: {
        event_id: string;
        position: string;
        type: string | null;
    };
    channels: Array<{
        channel: string;
        /**
         * In-app `read` or `unread`; else `pending`, `delivered`, `failed` or `cancelled`. `switched_off` by the agent, `not_set_up` at this desk.
         */
        state: string;
        read_at?: string | null;
        delivery_id?: string;
        attempts?: number;
        last_error?: string | null;
        due_at?: string;
        settled_at?: string | null;
    }>;
};

export type EventExplanation = {
    event: {
        event_id: string;
        position: string;
        type: string;
        ticket_id: number | null;
        occurred_at: string;
    };
    /**
     * Why not: `imported`, `inactive`, `did_it_itself`, `may_not_see`, `given_away_at_once`, `switched_off`, `no_policy`, `no_assignee`, `not_concerned`, `not_yet`, `parked`, `not_recorded`, `several`. `null` where it was told.
     */
    reason: string | null;
    explanation: string | null;
    agents: Array<{
        agent: {
            id: number;
            name: string | null;
        };
        type: string | null;
        policy: string | null;
        notification_id: number | null;
        /**
         * Why not: `imported`, `inactive`, `did_it_itself`, `may_not_see`, `given_away_at_once`, `switched_off`, `no_policy`, `no_assignee`, `not_concerned`, `not_yet`, `parked`, `not_recorded`, `several`. `null` where it was told.
         */
        reason: string | null;
        explanation: string;
        channels: Array<{
            channel: string;
            /**
             * In-app `read` or `unread`; else `pending`, `delivered`, `failed` or `cancelled`. `switched_off` by the agent, `not_set_up` at this desk.
             */
            state: string;
            read_at?: string | null;
            delivery_id?: string;
            attempts?: number;
            last_error?: string | null;
            due_at?: string;
            settled_at?: string | null;
        }>;
    }>;
};

export type Delivery = {
    id: number;
    event_id: string;
    event_type: string;
    position: string;
    status: 'pending' | 'delivered' | 'failed' | 'cancelled';
    attempts: number;
    /**
     * Of the last answer, if there was one.
     */
    last_status: number | null;
    last_error: string | null;
    created_at: string;
    next_attempt_at: string | null;
    settled_at: string | null;
};

export type Replay = {
    id: number;
    after: string;
    until: string;
    reached: string;
    deliveries: number;
    status: 'running' | 'ended';
    created_at: string;
    ended_at: string | null;
};

export type DeliveriesMeta = {
    current_page: number;
    last_page: number;
    per_page: number;
    total: number;
    /**
     * The latest one.
     */
    replay: {
        id: number;
        after: string;
        until: string;
        reached: string;
        deliveries: number;
        status: 'running' | 'ended';
        created_at: string;
        ended_at: string | null;
    } | null;
};

export type Like = {
    liked: boolean;
    count: number;
};

export type PageMeta = {
    current_page: number;
    last_page: number;
    per_page: number;
    total: number;
};

export type Error = {
    message: string;
    errors?: {
        [key: string]: Array<string>;
    };
};

/**
 * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
 */
export type XRequestId = string;

/**
 * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
 */
export type XMinPosition = string;

/**
 * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
 */
export type IfNoneMatch = string;

/**
 * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
 */
export type IdempotencyKey = string;

/**
 * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
 */
export type IfMatch = string;

/**
 * Of a stream: goes on after this event. E.g. `48213`.
 */
export type LastEventId = string;

/**
 * `respond-async` does not wait for the read models. E.g. `respond-async`.
 */
export type Prefer = string;

export type GetOpenApiDocumentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
    };
    path?: never;
    query?: never;
    url: '/openapi.json';
};

export type GetOpenApiDocumentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetOpenApiDocumentError = GetOpenApiDocumentErrors[keyof GetOpenApiDocumentErrors];

export type GetOpenApiDocumentResponses = {
    /**
     * Done as asked.
     */
    200: {
        [key: string]: unknown;
    };
};

export type GetOpenApiDocumentResponse = GetOpenApiDocumentResponses[keyof GetOpenApiDocumentResponses];

export type CheckHealthData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
    };
    path?: never;
    query?: never;
    url: '/health-check';
};

export type CheckHealthErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CheckHealthError = CheckHealthErrors[keyof CheckHealthErrors];

export type CheckHealthResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type CheckHealthResponse = CheckHealthResponses[keyof CheckHealthResponses];

export type CheckLivenessData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
    };
    path?: never;
    query?: never;
    url: '/health/live';
};

export type CheckLivenessErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CheckLivenessError = CheckLivenessErrors[keyof CheckLivenessErrors];

export type CheckLivenessResponses = {
    /**
     * Done as asked.
     */
    200: {
        live: boolean;
    };
};

export type CheckLivenessResponse = CheckLivenessResponses[keyof CheckLivenessResponses];

export type CheckReadinessData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
    };
    path?: never;
    query?: never;
    url: '/health/ready';
};

export type CheckReadinessErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CheckReadinessError = CheckReadinessErrors[keyof CheckReadinessErrors];

export type CheckReadinessResponses = {
    /**
     * Done as asked.
     */
    200: {
        ready: boolean;
    };
};

export type CheckReadinessResponse = CheckReadinessResponses[keyof CheckReadinessResponses];

export type CheckConnectionData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/connection-check';
};

export type CheckConnectionErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CheckConnectionError = CheckConnectionErrors[keyof CheckConnectionErrors];

export type CheckConnectionResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        message: string;
    };
};

export type CheckConnectionResponse = CheckConnectionResponses[keyof CheckConnectionResponses];

export type VerifyAuditData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Only what is about this resource, such as `tickets`.
         */
        resource?: 'tickets' | 'settings' | 'categoryTree' | 'auditRoot' | 'ticket' | 'departments' | 'categories' | 'labels' | 'products' | 'customers' | 'knowledge-categories' | 'knowledge-articles' | 'canned-responses' | 'custom-fields' | 'webhooks' | 'agents' | 'api-keys' | 'department' | 'category' | 'label' | 'product' | 'customer' | 'knowledgeCategory' | 'knowledgeArticle' | 'cannedResponse' | 'customField' | 'webhook' | 'agent' | 'apiKey';
        /**
         * With a resource: only this one of it.
         */
        id?: number;
    };
    url: '/internal/audit/verify';
};

export type VerifyAuditErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type VerifyAuditError = VerifyAuditErrors[keyof VerifyAuditErrors];

export type VerifyAuditResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Audit;
    };
};

export type VerifyAuditResponse = VerifyAuditResponses[keyof VerifyAuditResponses];

export type ListTicketsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. As many as the setting `sd_tickets_per_page` says unless given.
         */
        per_page?: number;
        /**
         * Only those of this status.
         */
        status?: 'open' | 'in_progress' | 'on_hold' | 'closed';
        /**
         * Only those of this priority.
         */
        priority?: 'low' | 'medium' | 'high' | 'critical';
        /**
         * Only those of this department.
         */
        department_id?: number;
        /**
         * Only those of this customer.
         */
        customer_id?: number;
        /**
         * Only those of this agent.
         */
        assigned_to?: number;
        /**
         * A time (ISO 8601) or a position of the log: what there was then.
         */
        as_of?: string;
    };
    url: '/internal/tickets';
};

export type ListTicketsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListTicketsError = ListTicketsErrors[keyof ListTicketsErrors];

export type ListTicketsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Ticket>;
        meta: PageMeta;
    };
};

export type ListTicketsResponse = ListTicketsResponses[keyof ListTicketsResponses];

export type CreateTicketData = {
    body: {
        customer_id: number;
        title: string;
        content: string;
        department_id?: number | null;
        category_id?: number | null;
        product_id?: number | null;
        priority?: 'low' | 'medium' | 'high' | 'critical';
        custom_fields?: Array<{
            id: number;
            value: string | number | null;
        }>;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/tickets';
};

export type CreateTicketErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateTicketError = CreateTicketErrors[keyof CreateTicketErrors];

export type CreateTicketResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Ticket;
        message?: string;
    };
};

export type CreateTicketResponse = CreateTicketResponses[keyof CreateTicketResponses];

export type DeleteTicketData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/internal/tickets/{id}';
};

export type DeleteTicketErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteTicketError = DeleteTicketErrors[keyof DeleteTicketErrors];

export type DeleteTicketResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteTicketResponse = DeleteTicketResponses[keyof DeleteTicketResponses];

export type GetTicketData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: {
        /**
         * A time (ISO 8601) or a position of the log: what there was then.
         */
        as_of?: string;
    };
    url: '/internal/tickets/{id}';
};

export type GetTicketErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetTicketError = GetTicketErrors[keyof GetTicketErrors];

export type GetTicketResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Ticket;
        message?: string;
    };
};

export type GetTicketResponse = GetTicketResponses[keyof GetTicketResponses];

export type UpdateTicketData = {
    body?: {
        status?: 'open' | 'in_progress' | 'on_hold' | 'closed';
        priority?: 'low' | 'medium' | 'high' | 'critical';
        assigned_to?: number | null;
        department_id?: number;
        category_id?: number | null;
        product_id?: number | null;
        is_resolved?: boolean;
        is_locked?: boolean;
        labels?: Array<number>;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/internal/tickets/{id}';
};

export type UpdateTicketErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateTicketError = UpdateTicketErrors[keyof UpdateTicketErrors];

export type UpdateTicketResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Ticket;
        message?: string;
    };
};

export type UpdateTicketResponse = UpdateTicketResponses[keyof UpdateTicketResponses];

export type ListTicketMessagesData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/tickets/{id}/messages';
};

export type ListTicketMessagesErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListTicketMessagesError = ListTicketMessagesErrors[keyof ListTicketMessagesErrors];

export type ListTicketMessagesResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Message>;
        meta: PageMeta;
    };
};

export type ListTicketMessagesResponse = ListTicketMessagesResponses[keyof ListTicketMessagesResponses];

export type CreateTicketMessageData = {
    body: {
        content: string;
        is_internal?: boolean;
        customer_id?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/internal/tickets/{id}/messages';
};

export type CreateTicketMessageErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateTicketMessageError = CreateTicketMessageErrors[keyof CreateTicketMessageErrors];

export type CreateTicketMessageResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Message;
        message?: string;
    };
};

export type CreateTicketMessageResponse = CreateTicketMessageResponses[keyof CreateTicketMessageResponses];

export type ListDepartmentsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/departments';
};

export type ListDepartmentsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListDepartmentsError = ListDepartmentsErrors[keyof ListDepartmentsErrors];

export type ListDepartmentsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Department>;
        meta: PageMeta;
    };
};

export type ListDepartmentsResponse = ListDepartmentsResponses[keyof ListDepartmentsResponses];

export type CreateDepartmentData = {
    body: {
        name: string;
        description?: string | null;
        email?: string | null;
        is_default?: boolean;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/departments';
};

export type CreateDepartmentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateDepartmentError = CreateDepartmentErrors[keyof CreateDepartmentErrors];

export type CreateDepartmentResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Department;
        message?: string;
    };
};

export type CreateDepartmentResponse = CreateDepartmentResponses[keyof CreateDepartmentResponses];

export type DeleteDepartmentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the department.
         */
        id: number;
    };
    query?: never;
    url: '/internal/departments/{id}';
};

export type DeleteDepartmentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteDepartmentError = DeleteDepartmentErrors[keyof DeleteDepartmentErrors];

export type DeleteDepartmentResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteDepartmentResponse = DeleteDepartmentResponses[keyof DeleteDepartmentResponses];

export type GetDepartmentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the department.
         */
        id: number;
    };
    query?: never;
    url: '/internal/departments/{id}';
};

export type GetDepartmentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetDepartmentError = GetDepartmentErrors[keyof GetDepartmentErrors];

export type GetDepartmentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Department;
        message?: string;
    };
};

export type GetDepartmentResponse = GetDepartmentResponses[keyof GetDepartmentResponses];

export type UpdateDepartmentData = {
    body?: {
        name?: string;
        description?: string | null;
        email?: string | null;
        is_default?: boolean;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the department.
         */
        id: number;
    };
    query?: never;
    url: '/internal/departments/{id}';
};

export type UpdateDepartmentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateDepartmentError = UpdateDepartmentErrors[keyof UpdateDepartmentErrors];

export type UpdateDepartmentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Department;
        message?: string;
    };
};

export type UpdateDepartmentResponse = UpdateDepartmentResponses[keyof UpdateDepartmentResponses];

export type ListCategoriesData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/categories';
};

export type ListCategoriesErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCategoriesError = ListCategoriesErrors[keyof ListCategoriesErrors];

export type ListCategoriesResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Category>;
        meta: PageMeta;
    };
};

export type ListCategoriesResponse = ListCategoriesResponses[keyof ListCategoriesResponses];

export type CreateCategoryData = {
    body: {
        name: string;
        description?: string | null;
        parent_id?: number | null;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/categories';
};

export type CreateCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateCategoryError = CreateCategoryErrors[keyof CreateCategoryErrors];

export type CreateCategoryResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Category;
        message?: string;
    };
};

export type CreateCategoryResponse = CreateCategoryResponses[keyof CreateCategoryResponses];

export type DeleteCategoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the category.
         */
        id: number;
    };
    query?: never;
    url: '/internal/categories/{id}';
};

export type DeleteCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteCategoryError = DeleteCategoryErrors[keyof DeleteCategoryErrors];

export type DeleteCategoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteCategoryResponse = DeleteCategoryResponses[keyof DeleteCategoryResponses];

export type GetCategoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the category.
         */
        id: number;
    };
    query?: never;
    url: '/internal/categories/{id}';
};

export type GetCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetCategoryError = GetCategoryErrors[keyof GetCategoryErrors];

export type GetCategoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Category;
        message?: string;
    };
};

export type GetCategoryResponse = GetCategoryResponses[keyof GetCategoryResponses];

export type UpdateCategoryData = {
    body?: {
        name?: string;
        description?: string | null;
        parent_id?: number | null;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the category.
         */
        id: number;
    };
    query?: never;
    url: '/internal/categories/{id}';
};

export type UpdateCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateCategoryError = UpdateCategoryErrors[keyof UpdateCategoryErrors];

export type UpdateCategoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Category;
        message?: string;
    };
};

export type UpdateCategoryResponse = UpdateCategoryResponses[keyof UpdateCategoryResponses];

export type ListLabelsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/labels';
};

export type ListLabelsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListLabelsError = ListLabelsErrors[keyof ListLabelsErrors];

export type ListLabelsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Label>;
        meta: PageMeta;
    };
};

export type ListLabelsResponse = ListLabelsResponses[keyof ListLabelsResponses];

export type CreateLabelData = {
    body: {
        name: string;
        color: string;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/labels';
};

export type CreateLabelErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateLabelError = CreateLabelErrors[keyof CreateLabelErrors];

export type CreateLabelResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Label;
        message?: string;
    };
};

export type CreateLabelResponse = CreateLabelResponses[keyof CreateLabelResponses];

export type DeleteLabelData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the label.
         */
        id: number;
    };
    query?: never;
    url: '/internal/labels/{id}';
};

export type DeleteLabelErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteLabelError = DeleteLabelErrors[keyof DeleteLabelErrors];

export type DeleteLabelResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteLabelResponse = DeleteLabelResponses[keyof DeleteLabelResponses];

export type GetLabelData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the label.
         */
        id: number;
    };
    query?: never;
    url: '/internal/labels/{id}';
};

export type GetLabelErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetLabelError = GetLabelErrors[keyof GetLabelErrors];

export type GetLabelResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Label;
        message?: string;
    };
};

export type GetLabelResponse = GetLabelResponses[keyof GetLabelResponses];

export type UpdateLabelData = {
    body?: {
        name?: string;
        color?: string;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the label.
         */
        id: number;
    };
    query?: never;
    url: '/internal/labels/{id}';
};

export type UpdateLabelErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateLabelError = UpdateLabelErrors[keyof UpdateLabelErrors];

export type UpdateLabelResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Label;
        message?: string;
    };
};

export type UpdateLabelResponse = UpdateLabelResponses[keyof UpdateLabelResponses];

export type ListProductsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/products';
};

export type ListProductsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListProductsError = ListProductsErrors[keyof ListProductsErrors];

export type ListProductsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Product>;
        meta: PageMeta;
    };
};

export type ListProductsResponse = ListProductsResponses[keyof ListProductsResponses];

export type CreateProductData = {
    body: {
        name: string;
        envato_id?: string | null;
        description?: string | null;
        price?: number | null;
        status?: 'published' | 'draft';
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/products';
};

export type CreateProductErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateProductError = CreateProductErrors[keyof CreateProductErrors];

export type CreateProductResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Product;
        message?: string;
    };
};

export type CreateProductResponse = CreateProductResponses[keyof CreateProductResponses];

export type DeleteProductData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the product.
         */
        id: number;
    };
    query?: never;
    url: '/internal/products/{id}';
};

export type DeleteProductErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteProductError = DeleteProductErrors[keyof DeleteProductErrors];

export type DeleteProductResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteProductResponse = DeleteProductResponses[keyof DeleteProductResponses];

export type GetProductData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the product.
         */
        id: number;
    };
    query?: never;
    url: '/internal/products/{id}';
};

export type GetProductErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetProductError = GetProductErrors[keyof GetProductErrors];

export type GetProductResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Product;
        message?: string;
    };
};

export type GetProductResponse = GetProductResponses[keyof GetProductResponses];

export type UpdateProductData = {
    body?: {
        name?: string;
        envato_id?: string | null;
        description?: string | null;
        price?: number | null;
        status?: 'published' | 'draft';
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the product.
         */
        id: number;
    };
    query?: never;
    url: '/internal/products/{id}';
};

export type UpdateProductErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateProductError = UpdateProductErrors[keyof UpdateProductErrors];

export type UpdateProductResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Product;
        message?: string;
    };
};

export type UpdateProductResponse = UpdateProductResponses[keyof UpdateProductResponses];

export type ListCustomersData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/customers';
};

export type ListCustomersErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCustomersError = ListCustomersErrors[keyof ListCustomersErrors];

export type ListCustomersResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Customer>;
        meta: PageMeta;
    };
};

export type ListCustomersResponse = ListCustomersResponses[keyof ListCustomersResponses];

export type CreateCustomerData = {
    body: {
        name: string;
        email: string;
        phone?: string | null;
        envato_username?: string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/customers';
};

export type CreateCustomerErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateCustomerError = CreateCustomerErrors[keyof CreateCustomerErrors];

export type CreateCustomerResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Customer;
        message?: string;
    };
};

export type CreateCustomerResponse = CreateCustomerResponses[keyof CreateCustomerResponses];

export type GetCustomerData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the customer.
         */
        id: number;
    };
    query?: never;
    url: '/internal/customers/{id}';
};

export type GetCustomerErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetCustomerError = GetCustomerErrors[keyof GetCustomerErrors];

export type GetCustomerResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Customer;
        message?: string;
    };
};

export type GetCustomerResponse = GetCustomerResponses[keyof GetCustomerResponses];

export type UpdateCustomerData = {
    body?: {
        name?: string;
        email?: string;
        phone?: string | null;
        envato_username?: string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the customer.
         */
        id: number;
    };
    query?: never;
    url: '/internal/customers/{id}';
};

export type UpdateCustomerErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateCustomerError = UpdateCustomerErrors[keyof UpdateCustomerErrors];

export type UpdateCustomerResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Customer;
        message?: string;
    };
};

export type UpdateCustomerResponse = UpdateCustomerResponses[keyof UpdateCustomerResponses];

export type ListKnowledgeCategoriesData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/knowledge-categories';
};

export type ListKnowledgeCategoriesErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListKnowledgeCategoriesError = ListKnowledgeCategoriesErrors[keyof ListKnowledgeCategoriesErrors];

export type ListKnowledgeCategoriesResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<KnowledgeCategory>;
        meta: PageMeta;
    };
};

export type ListKnowledgeCategoriesResponse = ListKnowledgeCategoriesResponses[keyof ListKnowledgeCategoriesResponses];

export type CreateKnowledgeCategoryData = {
    body: {
        name: string;
        description?: string | null;
        icon?: string | null;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/knowledge-categories';
};

export type CreateKnowledgeCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateKnowledgeCategoryError = CreateKnowledgeCategoryErrors[keyof CreateKnowledgeCategoryErrors];

export type CreateKnowledgeCategoryResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: KnowledgeCategory;
        message?: string;
    };
};

export type CreateKnowledgeCategoryResponse = CreateKnowledgeCategoryResponses[keyof CreateKnowledgeCategoryResponses];

export type DeleteKnowledgeCategoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the knowledge category.
         */
        id: number;
    };
    query?: never;
    url: '/internal/knowledge-categories/{id}';
};

export type DeleteKnowledgeCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteKnowledgeCategoryError = DeleteKnowledgeCategoryErrors[keyof DeleteKnowledgeCategoryErrors];

export type DeleteKnowledgeCategoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteKnowledgeCategoryResponse = DeleteKnowledgeCategoryResponses[keyof DeleteKnowledgeCategoryResponses];

export type GetKnowledgeCategoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the knowledge category.
         */
        id: number;
    };
    query?: never;
    url: '/internal/knowledge-categories/{id}';
};

export type GetKnowledgeCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetKnowledgeCategoryError = GetKnowledgeCategoryErrors[keyof GetKnowledgeCategoryErrors];

export type GetKnowledgeCategoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: KnowledgeCategory;
        message?: string;
    };
};

export type GetKnowledgeCategoryResponse = GetKnowledgeCategoryResponses[keyof GetKnowledgeCategoryResponses];

export type UpdateKnowledgeCategoryData = {
    body?: {
        name?: string;
        description?: string | null;
        icon?: string | null;
        status?: 'published' | 'draft';
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the knowledge category.
         */
        id: number;
    };
    query?: never;
    url: '/internal/knowledge-categories/{id}';
};

export type UpdateKnowledgeCategoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateKnowledgeCategoryError = UpdateKnowledgeCategoryErrors[keyof UpdateKnowledgeCategoryErrors];

export type UpdateKnowledgeCategoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: KnowledgeCategory;
        message?: string;
    };
};

export type UpdateKnowledgeCategoryResponse = UpdateKnowledgeCategoryResponses[keyof UpdateKnowledgeCategoryResponses];

export type ListKnowledgeArticlesData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/knowledge-articles';
};

export type ListKnowledgeArticlesErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListKnowledgeArticlesError = ListKnowledgeArticlesErrors[keyof ListKnowledgeArticlesErrors];

export type ListKnowledgeArticlesResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<KnowledgeArticle>;
        meta: PageMeta;
    };
};

export type ListKnowledgeArticlesResponse = ListKnowledgeArticlesResponses[keyof ListKnowledgeArticlesResponses];

export type CreateKnowledgeArticleData = {
    body: {
        title: string;
        slug?: string | null;
        content?: string | null;
        excerpt?: string | null;
        category_id?: number | null;
        status?: 'published' | 'draft';
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/knowledge-articles';
};

export type CreateKnowledgeArticleErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateKnowledgeArticleError = CreateKnowledgeArticleErrors[keyof CreateKnowledgeArticleErrors];

export type CreateKnowledgeArticleResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: KnowledgeArticle;
        message?: string;
    };
};

export type CreateKnowledgeArticleResponse = CreateKnowledgeArticleResponses[keyof CreateKnowledgeArticleResponses];

export type DeleteKnowledgeArticleData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the knowledge article.
         */
        id: number;
    };
    query?: never;
    url: '/internal/knowledge-articles/{id}';
};

export type DeleteKnowledgeArticleErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteKnowledgeArticleError = DeleteKnowledgeArticleErrors[keyof DeleteKnowledgeArticleErrors];

export type DeleteKnowledgeArticleResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteKnowledgeArticleResponse = DeleteKnowledgeArticleResponses[keyof DeleteKnowledgeArticleResponses];

export type GetKnowledgeArticleData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the knowledge article.
         */
        id: number;
    };
    query?: never;
    url: '/internal/knowledge-articles/{id}';
};

export type GetKnowledgeArticleErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetKnowledgeArticleError = GetKnowledgeArticleErrors[keyof GetKnowledgeArticleErrors];

export type GetKnowledgeArticleResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: KnowledgeArticle;
        message?: string;
    };
};

export type GetKnowledgeArticleResponse = GetKnowledgeArticleResponses[keyof GetKnowledgeArticleResponses];

export type UpdateKnowledgeArticleData = {
    body?: {
        title?: string;
        slug?: string;
        content?: string | null;
        excerpt?: string | null;
        category_id?: number | null;
        status?: 'published' | 'draft';
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the knowledge article.
         */
        id: number;
    };
    query?: never;
    url: '/internal/knowledge-articles/{id}';
};

export type UpdateKnowledgeArticleErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateKnowledgeArticleError = UpdateKnowledgeArticleErrors[keyof UpdateKnowledgeArticleErrors];

export type UpdateKnowledgeArticleResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: KnowledgeArticle;
        message?: string;
    };
};

export type UpdateKnowledgeArticleResponse = UpdateKnowledgeArticleResponses[keyof UpdateKnowledgeArticleResponses];

export type ListCannedResponsesData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/canned-responses';
};

export type ListCannedResponsesErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCannedResponsesError = ListCannedResponsesErrors[keyof ListCannedResponsesErrors];

export type ListCannedResponsesResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<CannedResponse>;
        meta: PageMeta;
    };
};

export type ListCannedResponsesResponse = ListCannedResponsesResponses[keyof ListCannedResponsesResponses];

export type CreateCannedResponseData = {
    body: {
        title: string;
        content?: string | null;
        category?: string | null;
        shortcut?: string | null;
        is_active?: boolean;
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/canned-responses';
};

export type CreateCannedResponseErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateCannedResponseError = CreateCannedResponseErrors[keyof CreateCannedResponseErrors];

export type CreateCannedResponseResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: CannedResponse;
        message?: string;
    };
};

export type CreateCannedResponseResponse = CreateCannedResponseResponses[keyof CreateCannedResponseResponses];

export type DeleteCannedResponseData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the canned response.
         */
        id: number;
    };
    query?: never;
    url: '/internal/canned-responses/{id}';
};

export type DeleteCannedResponseErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteCannedResponseError = DeleteCannedResponseErrors[keyof DeleteCannedResponseErrors];

export type DeleteCannedResponseResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteCannedResponseResponse = DeleteCannedResponseResponses[keyof DeleteCannedResponseResponses];

export type GetCannedResponseData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the canned response.
         */
        id: number;
    };
    query?: never;
    url: '/internal/canned-responses/{id}';
};

export type GetCannedResponseErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetCannedResponseError = GetCannedResponseErrors[keyof GetCannedResponseErrors];

export type GetCannedResponseResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: CannedResponse;
        message?: string;
    };
};

export type GetCannedResponseResponse = GetCannedResponseResponses[keyof GetCannedResponseResponses];

export type UpdateCannedResponseData = {
    body?: {
        title?: string;
        content?: string | null;
        category?: string | null;
        shortcut?: string | null;
        is_active?: boolean;
        sort_order?: number;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the canned response.
         */
        id: number;
    };
    query?: never;
    url: '/internal/canned-responses/{id}';
};

export type UpdateCannedResponseErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateCannedResponseError = UpdateCannedResponseErrors[keyof UpdateCannedResponseErrors];

export type UpdateCannedResponseResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: CannedResponse;
        message?: string;
    };
};

export type UpdateCannedResponseResponse = UpdateCannedResponseResponses[keyof UpdateCannedResponseResponses];

export type ListCustomFieldsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/custom-fields';
};

export type ListCustomFieldsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCustomFieldsError = ListCustomFieldsErrors[keyof ListCustomFieldsErrors];

export type ListCustomFieldsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<CustomField>;
        meta: PageMeta;
    };
};

export type ListCustomFieldsResponse = ListCustomFieldsResponses[keyof ListCustomFieldsResponses];

export type CreateCustomFieldData = {
    body: {
        label: string;
        description?: string | null;
        type: 'date' | 'datetime_local' | 'email' | 'number' | 'tel' | 'text' | 'textarea' | 'time' | 'url';
        is_required?: boolean;
        sort_order?: number;
        status?: 'published' | 'draft';
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/custom-fields';
};

export type CreateCustomFieldErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateCustomFieldError = CreateCustomFieldErrors[keyof CreateCustomFieldErrors];

export type CreateCustomFieldResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: CustomField;
        message?: string;
    };
};

export type CreateCustomFieldResponse = CreateCustomFieldResponses[keyof CreateCustomFieldResponses];

export type DeleteCustomFieldData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the custom field.
         */
        id: number;
    };
    query?: never;
    url: '/internal/custom-fields/{id}';
};

export type DeleteCustomFieldErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteCustomFieldError = DeleteCustomFieldErrors[keyof DeleteCustomFieldErrors];

export type DeleteCustomFieldResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteCustomFieldResponse = DeleteCustomFieldResponses[keyof DeleteCustomFieldResponses];

export type GetCustomFieldData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the custom field.
         */
        id: number;
    };
    query?: never;
    url: '/internal/custom-fields/{id}';
};

export type GetCustomFieldErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetCustomFieldError = GetCustomFieldErrors[keyof GetCustomFieldErrors];

export type GetCustomFieldResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: CustomField;
        message?: string;
    };
};

export type GetCustomFieldResponse = GetCustomFieldResponses[keyof GetCustomFieldResponses];

export type UpdateCustomFieldData = {
    body?: {
        label?: string;
        description?: string | null;
        type?: 'date' | 'datetime_local' | 'email' | 'number' | 'tel' | 'text' | 'textarea' | 'time' | 'url';
        is_required?: boolean;
        sort_order?: number;
        status?: 'published' | 'draft';
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the custom field.
         */
        id: number;
    };
    query?: never;
    url: '/internal/custom-fields/{id}';
};

export type UpdateCustomFieldErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateCustomFieldError = UpdateCustomFieldErrors[keyof UpdateCustomFieldErrors];

export type UpdateCustomFieldResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: CustomField;
        message?: string;
    };
};

export type UpdateCustomFieldResponse = UpdateCustomFieldResponses[keyof UpdateCustomFieldResponses];

export type ListWebhooksData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/webhooks';
};

export type ListWebhooksErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListWebhooksError = ListWebhooksErrors[keyof ListWebhooksErrors];

export type ListWebhooksResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Webhook>;
        meta: PageMeta;
    };
};

export type ListWebhooksResponse = ListWebhooksResponses[keyof ListWebhooksResponses];

export type CreateWebhookData = {
    body: {
        url: string;
        events: Array<'*' | 'TicketCreated' | 'TicketStatusChanged' | 'TicketClosed' | 'TicketReopened' | 'TicketPrioritised' | 'TicketAssigned' | 'TicketUnassigned' | 'TicketMovedToDepartment' | 'TicketCategorised' | 'TicketProductChanged' | 'TicketLabelled' | 'TicketMarkedResolved' | 'TicketMarkedUnresolved' | 'TicketLocked' | 'TicketUnlocked' | 'TicketReplied' | 'TicketMessageLiked' | 'TicketMessageUnliked' | 'TicketAutoCloseWarned' | 'TicketDeleted' | 'DepartmentCreated' | 'DepartmentChanged' | 'DepartmentDeleted' | 'CategoryCreated' | 'CategoryChanged' | 'CategoryDeleted' | 'LabelCreated' | 'LabelChanged' | 'LabelDeleted' | 'ProductCreated' | 'ProductChanged' | 'ProductDeleted' | 'CustomerCreated' | 'CustomerChanged' | 'CustomerDeleted' | 'CustomerBlocked' | 'CustomerUnblocked' | 'KnowledgeCategoryCreated' | 'KnowledgeCategoryChanged' | 'KnowledgeCategoryDeleted' | 'KnowledgeArticleCreated' | 'KnowledgeArticleChanged' | 'KnowledgeArticleDeleted' | 'CannedResponseCreated' | 'CannedResponseChanged' | 'CannedResponseDeleted' | 'CustomFieldCreated' | 'CustomFieldChanged' | 'CustomFieldDeleted' | 'WebhookCreated' | 'WebhookChanged' | 'WebhookDeleted' | 'WebhookSecretRotated' | 'AgentCreated' | 'AgentChanged' | 'AgentDeleted' | 'AgentPasswordChanged' | 'AgentWebhookSecretMade' | 'ApiKeyCreated' | 'ApiKeyChanged' | 'ApiKeyRevoked' | 'SettingsChanged' | 'DefaultDepartmentChanged' | 'DepartmentWithdrawn' | 'CategoryMoved' | 'CategoryLeftTree'>;
        status?: 'active' | 'inactive';
        description?: string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/webhooks';
};

export type CreateWebhookErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateWebhookError = CreateWebhookErrors[keyof CreateWebhookErrors];

export type CreateWebhookResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: NewWebhook;
        message?: string;
    };
};

export type CreateWebhookResponse = CreateWebhookResponses[keyof CreateWebhookResponses];

export type DeleteWebhookData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query?: never;
    url: '/internal/webhooks/{id}';
};

export type DeleteWebhookErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteWebhookError = DeleteWebhookErrors[keyof DeleteWebhookErrors];

export type DeleteWebhookResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteWebhookResponse = DeleteWebhookResponses[keyof DeleteWebhookResponses];

export type GetWebhookData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query?: never;
    url: '/internal/webhooks/{id}';
};

export type GetWebhookErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetWebhookError = GetWebhookErrors[keyof GetWebhookErrors];

export type GetWebhookResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Webhook;
        message?: string;
    };
};

export type GetWebhookResponse = GetWebhookResponses[keyof GetWebhookResponses];

export type UpdateWebhookData = {
    body?: {
        url?: string;
        events?: Array<'*' | 'TicketCreated' | 'TicketStatusChanged' | 'TicketClosed' | 'TicketReopened' | 'TicketPrioritised' | 'TicketAssigned' | 'TicketUnassigned' | 'TicketMovedToDepartment' | 'TicketCategorised' | 'TicketProductChanged' | 'TicketLabelled' | 'TicketMarkedResolved' | 'TicketMarkedUnresolved' | 'TicketLocked' | 'TicketUnlocked' | 'TicketReplied' | 'TicketMessageLiked' | 'TicketMessageUnliked' | 'TicketAutoCloseWarned' | 'TicketDeleted' | 'DepartmentCreated' | 'DepartmentChanged' | 'DepartmentDeleted' | 'CategoryCreated' | 'CategoryChanged' | 'CategoryDeleted' | 'LabelCreated' | 'LabelChanged' | 'LabelDeleted' | 'ProductCreated' | 'ProductChanged' | 'ProductDeleted' | 'CustomerCreated' | 'CustomerChanged' | 'CustomerDeleted' | 'CustomerBlocked' | 'CustomerUnblocked' | 'KnowledgeCategoryCreated' | 'KnowledgeCategoryChanged' | 'KnowledgeCategoryDeleted' | 'KnowledgeArticleCreated' | 'KnowledgeArticleChanged' | 'KnowledgeArticleDeleted' | 'CannedResponseCreated' | 'CannedResponseChanged' | 'CannedResponseDeleted' | 'CustomFieldCreated' | 'CustomFieldChanged' | 'CustomFieldDeleted' | 'WebhookCreated' | 'WebhookChanged' | 'WebhookDeleted' | 'WebhookSecretRotated' | 'AgentCreated' | 'AgentChanged' | 'AgentDeleted' | 'AgentPasswordChanged' | 'AgentWebhookSecretMade' | 'ApiKeyCreated' | 'ApiKeyChanged' | 'ApiKeyRevoked' | 'SettingsChanged' | 'DefaultDepartmentChanged' | 'DepartmentWithdrawn' | 'CategoryMoved' | 'CategoryLeftTree'>;
        status?: 'active' | 'inactive';
        description?: string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query?: never;
    url: '/internal/webhooks/{id}';
};

export type UpdateWebhookErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateWebhookError = UpdateWebhookErrors[keyof UpdateWebhookErrors];

export type UpdateWebhookResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Webhook;
        message?: string;
    };
};

export type UpdateWebhookResponse = UpdateWebhookResponses[keyof UpdateWebhookResponses];

export type BlockCustomerData = {
    body: {
        reason: string;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the customer.
         */
        id: number;
    };
    query?: never;
    url: '/internal/customers/{id}/block';
};

export type BlockCustomerErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type BlockCustomerError = BlockCustomerErrors[keyof BlockCustomerErrors];

export type BlockCustomerResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Customer;
        message?: string;
    };
};

export type BlockCustomerResponse = BlockCustomerResponses[keyof BlockCustomerResponses];

export type UnblockCustomerData = {
    body?: {
        reason?: string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the customer.
         */
        id: number;
    };
    query?: never;
    url: '/internal/customers/{id}/unblock';
};

export type UnblockCustomerErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UnblockCustomerError = UnblockCustomerErrors[keyof UnblockCustomerErrors];

export type UnblockCustomerResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Customer;
        message?: string;
    };
};

export type UnblockCustomerResponse = UnblockCustomerResponses[keyof UnblockCustomerResponses];

export type ListAgentsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Only those of this department.
         */
        department_id?: number;
        /**
         * Only those who work, or only those who do not.
         */
        is_active?: boolean;
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/agents';
};

export type ListAgentsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListAgentsError = ListAgentsErrors[keyof ListAgentsErrors];

export type ListAgentsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Agent>;
        meta: PageMeta;
    };
};

export type ListAgentsResponse = ListAgentsResponses[keyof ListAgentsResponses];

export type CreateAgentData = {
    body: {
        name: string;
        email: string;
        phone?: string | null;
        locale?: string | null;
        is_active?: boolean;
        departments?: Array<number>;
        password: string;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/agents';
};

export type CreateAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateAgentError = CreateAgentErrors[keyof CreateAgentErrors];

export type CreateAgentResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Agent;
        message?: string;
    };
};

export type CreateAgentResponse = CreateAgentResponses[keyof CreateAgentResponses];

export type DeleteAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the agent.
         */
        id: number;
    };
    query?: never;
    url: '/internal/agents/{id}';
};

export type DeleteAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteAgentError = DeleteAgentErrors[keyof DeleteAgentErrors];

export type DeleteAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteAgentResponse = DeleteAgentResponses[keyof DeleteAgentResponses];

export type GetAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the agent.
         */
        id: number;
    };
    query?: never;
    url: '/internal/agents/{id}';
};

export type GetAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetAgentError = GetAgentErrors[keyof GetAgentErrors];

export type GetAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Agent;
        message?: string;
    };
};

export type GetAgentResponse = GetAgentResponses[keyof GetAgentResponses];

export type UpdateAgentData = {
    body?: {
        name?: string;
        email?: string;
        phone?: string | null;
        locale?: string | null;
        is_active?: boolean;
        departments?: Array<number>;
        password?: string;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the agent.
         */
        id: number;
    };
    query?: never;
    url: '/internal/agents/{id}';
};

export type UpdateAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateAgentError = UpdateAgentErrors[keyof UpdateAgentErrors];

export type UpdateAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Agent;
        message?: string;
    };
};

export type UpdateAgentResponse = UpdateAgentResponses[keyof UpdateAgentResponses];

export type GetSettingsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/settings';
};

export type GetSettingsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetSettingsError = GetSettingsErrors[keyof GetSettingsErrors];

export type GetSettingsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Settings;
        message?: string;
    };
};

export type GetSettingsResponse = GetSettingsResponses[keyof GetSettingsResponses];

export type UpdateSettingsData = {
    body?: {
        sd_default_department_id?: number | null;
        sd_default_priority?: 'low' | 'medium' | 'high' | 'critical' | null;
        sd_auto_close_days?: number;
        sd_tickets_per_page?: number;
        sd_notification_email?: string | null;
        sd_customer_registration_enabled?: boolean;
        sd_customer_max_tickets_per_day?: number;
        sd_enable_auto_assign?: boolean;
        sd_enable_envato_integration?: boolean;
        sd_ticket_prefix?: string;
        sd_department_visibility?: boolean;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/settings';
};

export type UpdateSettingsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateSettingsError = UpdateSettingsErrors[keyof UpdateSettingsErrors];

export type UpdateSettingsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Settings;
        message?: string;
    };
};

export type UpdateSettingsResponse = UpdateSettingsResponses[keyof UpdateSettingsResponses];

export type ListApiKeysData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/api-keys';
};

export type ListApiKeysErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListApiKeysError = ListApiKeysErrors[keyof ListApiKeysErrors];

export type ListApiKeysResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<ApiKey>;
        meta: PageMeta;
    };
};

export type ListApiKeysResponse = ListApiKeysResponses[keyof ListApiKeysResponses];

export type CreateApiKeyData = {
    body: {
        name: string;
        type: 'internal' | 'external';
        scopes?: Array<string>;
        special?: boolean;
        agent_id?: number | null;
        expires_at?: string | string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/api-keys';
};

export type CreateApiKeyErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateApiKeyError = CreateApiKeyErrors[keyof CreateApiKeyErrors];

export type CreateApiKeyResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: NewApiKey;
        message?: string;
    };
};

export type CreateApiKeyResponse = CreateApiKeyResponses[keyof CreateApiKeyResponses];

export type DeleteApiKeyData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the api key.
         */
        id: number;
    };
    query?: never;
    url: '/internal/api-keys/{id}';
};

export type DeleteApiKeyErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type DeleteApiKeyError = DeleteApiKeyErrors[keyof DeleteApiKeyErrors];

export type DeleteApiKeyResponses = {
    /**
     * Done as asked.
     */
    200: {
        message: string;
    };
};

export type DeleteApiKeyResponse = DeleteApiKeyResponses[keyof DeleteApiKeyResponses];

export type GetApiKeyData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the api key.
         */
        id: number;
    };
    query?: never;
    url: '/internal/api-keys/{id}';
};

export type GetApiKeyErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetApiKeyError = GetApiKeyErrors[keyof GetApiKeyErrors];

export type GetApiKeyResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: ApiKey;
        message?: string;
    };
};

export type GetApiKeyResponse = GetApiKeyResponses[keyof GetApiKeyResponses];

export type UpdateApiKeyData = {
    body?: {
        name?: string;
        type?: 'internal' | 'external';
        scopes?: Array<string>;
        special?: boolean;
        agent_id?: number | null;
        expires_at?: string | string | null;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the api key.
         */
        id: number;
    };
    query?: never;
    url: '/internal/api-keys/{id}';
};

export type UpdateApiKeyErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateApiKeyError = UpdateApiKeyErrors[keyof UpdateApiKeyErrors];

export type UpdateApiKeyResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: ApiKey;
        message?: string;
    };
};

export type UpdateApiKeyResponse = UpdateApiKeyResponses[keyof UpdateApiKeyResponses];

export type RotateWebhookSecretData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query?: never;
    url: '/internal/webhooks/{id}/rotate-secret';
};

export type RotateWebhookSecretErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type RotateWebhookSecretError = RotateWebhookSecretErrors[keyof RotateWebhookSecretErrors];

export type RotateWebhookSecretResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: NewWebhook;
        message?: string;
    };
};

export type RotateWebhookSecretResponse = RotateWebhookSecretResponses[keyof RotateWebhookSecretResponses];

export type ListWebhookDeliveriesData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query?: {
        /**
         * Only those of this status.
         */
        status?: 'pending' | 'delivered' | 'failed' | 'cancelled';
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/webhooks/{id}/deliveries';
};

export type ListWebhookDeliveriesErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListWebhookDeliveriesError = ListWebhookDeliveriesErrors[keyof ListWebhookDeliveriesErrors];

export type ListWebhookDeliveriesResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Delivery>;
        meta: DeliveriesMeta;
    };
};

export type ListWebhookDeliveriesResponse = ListWebhookDeliveriesResponses[keyof ListWebhookDeliveriesResponses];

export type RedeliverWebhookDeliveryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        webhookId: number;
        /**
         * The id of the delivery.
         */
        deliveryId: number;
    };
    query?: never;
    url: '/internal/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver';
};

export type RedeliverWebhookDeliveryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type RedeliverWebhookDeliveryError = RedeliverWebhookDeliveryErrors[keyof RedeliverWebhookDeliveryErrors];

export type RedeliverWebhookDeliveryResponses = {
    /**
     * Done as asked.
     */
    202: {
        data: Delivery;
        message?: string;
    };
};

export type RedeliverWebhookDeliveryResponse = RedeliverWebhookDeliveryResponses[keyof RedeliverWebhookDeliveryResponses];

export type ReplayWebhookData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query: {
        /**
         * A position of the log: what comes behind it.
         */
        after: string;
    };
    url: '/internal/webhooks/{id}/replay';
};

export type ReplayWebhookErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ReplayWebhookError = ReplayWebhookErrors[keyof ReplayWebhookErrors];

export type ReplayWebhookResponses = {
    /**
     * Done as asked.
     */
    202: {
        data: Replay;
        message?: string;
    };
};

export type ReplayWebhookResponse = ReplayWebhookResponses[keyof ReplayWebhookResponses];

export type ListActivityLogsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/activity-logs';
};

export type ListActivityLogsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListActivityLogsError = ListActivityLogsErrors[keyof ListActivityLogsErrors];

export type ListActivityLogsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Activity>;
        meta: PageMeta;
    };
};

export type ListActivityLogsResponse = ListActivityLogsResponses[keyof ListActivityLogsResponses];

export type ListTicketHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/tickets/{id}/history';
};

export type ListTicketHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListTicketHistoryError = ListTicketHistoryErrors[keyof ListTicketHistoryErrors];

export type ListTicketHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListTicketHistoryResponse = ListTicketHistoryResponses[keyof ListTicketHistoryResponses];

export type ListDepartmentHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the department.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/departments/{id}/history';
};

export type ListDepartmentHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListDepartmentHistoryError = ListDepartmentHistoryErrors[keyof ListDepartmentHistoryErrors];

export type ListDepartmentHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListDepartmentHistoryResponse = ListDepartmentHistoryResponses[keyof ListDepartmentHistoryResponses];

export type ListCategoryHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the category.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/categories/{id}/history';
};

export type ListCategoryHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCategoryHistoryError = ListCategoryHistoryErrors[keyof ListCategoryHistoryErrors];

export type ListCategoryHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListCategoryHistoryResponse = ListCategoryHistoryResponses[keyof ListCategoryHistoryResponses];

export type ListLabelHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the label.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/labels/{id}/history';
};

export type ListLabelHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListLabelHistoryError = ListLabelHistoryErrors[keyof ListLabelHistoryErrors];

export type ListLabelHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListLabelHistoryResponse = ListLabelHistoryResponses[keyof ListLabelHistoryResponses];

export type ListProductHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the product.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/products/{id}/history';
};

export type ListProductHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListProductHistoryError = ListProductHistoryErrors[keyof ListProductHistoryErrors];

export type ListProductHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListProductHistoryResponse = ListProductHistoryResponses[keyof ListProductHistoryResponses];

export type ListCustomerHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the customer.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/customers/{id}/history';
};

export type ListCustomerHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCustomerHistoryError = ListCustomerHistoryErrors[keyof ListCustomerHistoryErrors];

export type ListCustomerHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListCustomerHistoryResponse = ListCustomerHistoryResponses[keyof ListCustomerHistoryResponses];

export type ListKnowledgeCategoryHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the knowledge category.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/knowledge-categories/{id}/history';
};

export type ListKnowledgeCategoryHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListKnowledgeCategoryHistoryError = ListKnowledgeCategoryHistoryErrors[keyof ListKnowledgeCategoryHistoryErrors];

export type ListKnowledgeCategoryHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListKnowledgeCategoryHistoryResponse = ListKnowledgeCategoryHistoryResponses[keyof ListKnowledgeCategoryHistoryResponses];

export type ListKnowledgeArticleHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the knowledge article.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/knowledge-articles/{id}/history';
};

export type ListKnowledgeArticleHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListKnowledgeArticleHistoryError = ListKnowledgeArticleHistoryErrors[keyof ListKnowledgeArticleHistoryErrors];

export type ListKnowledgeArticleHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListKnowledgeArticleHistoryResponse = ListKnowledgeArticleHistoryResponses[keyof ListKnowledgeArticleHistoryResponses];

export type ListCannedResponseHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the canned response.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/canned-responses/{id}/history';
};

export type ListCannedResponseHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCannedResponseHistoryError = ListCannedResponseHistoryErrors[keyof ListCannedResponseHistoryErrors];

export type ListCannedResponseHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListCannedResponseHistoryResponse = ListCannedResponseHistoryResponses[keyof ListCannedResponseHistoryResponses];

export type ListCustomFieldHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the custom field.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/custom-fields/{id}/history';
};

export type ListCustomFieldHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCustomFieldHistoryError = ListCustomFieldHistoryErrors[keyof ListCustomFieldHistoryErrors];

export type ListCustomFieldHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListCustomFieldHistoryResponse = ListCustomFieldHistoryResponses[keyof ListCustomFieldHistoryResponses];

export type ListWebhookHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the webhook.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/webhooks/{id}/history';
};

export type ListWebhookHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListWebhookHistoryError = ListWebhookHistoryErrors[keyof ListWebhookHistoryErrors];

export type ListWebhookHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListWebhookHistoryResponse = ListWebhookHistoryResponses[keyof ListWebhookHistoryResponses];

export type ListAgentHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the agent.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/agents/{id}/history';
};

export type ListAgentHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListAgentHistoryError = ListAgentHistoryErrors[keyof ListAgentHistoryErrors];

export type ListAgentHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListAgentHistoryResponse = ListAgentHistoryResponses[keyof ListAgentHistoryResponses];

export type ListApiKeyHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the api key.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/api-keys/{id}/history';
};

export type ListApiKeyHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListApiKeyHistoryError = ListApiKeyHistoryErrors[keyof ListApiKeyHistoryErrors];

export type ListApiKeyHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListApiKeyHistoryResponse = ListApiKeyHistoryResponses[keyof ListApiKeyHistoryResponses];

export type ListSettingsHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/settings/history';
};

export type ListSettingsHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListSettingsHistoryError = ListSettingsHistoryErrors[keyof ListSettingsHistoryErrors];

export type ListSettingsHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListSettingsHistoryResponse = ListSettingsHistoryResponses[keyof ListSettingsHistoryResponses];

export type ListCategoriesTreeHistoryData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/categories/tree/history';
};

export type ListCategoriesTreeHistoryErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCategoriesTreeHistoryError = ListCategoriesTreeHistoryErrors[keyof ListCategoriesTreeHistoryErrors];

export type ListCategoriesTreeHistoryResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<HistoryEntry>;
        meta: PageMeta;
    };
};

export type ListCategoriesTreeHistoryResponse = ListCategoriesTreeHistoryResponses[keyof ListCategoriesTreeHistoryResponses];

export type GetReportsOverviewData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * The first day in UTC. Without it the period has 30 days.
         */
        start_date?: string;
        /**
         * The last day in UTC. Without it today.
         */
        end_date?: string;
        /**
         * A time (ISO 8601) or a position of the log: what there was then.
         */
        as_of?: string;
        /**
         * `csv` brings a table.
         */
        format?: 'json' | 'csv';
    };
    url: '/internal/reports/overview';
};

export type GetReportsOverviewErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetReportsOverviewError = GetReportsOverviewErrors[keyof GetReportsOverviewErrors];

export type GetReportsOverviewResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Overview;
        message?: string;
    };
};

export type GetReportsOverviewResponse = GetReportsOverviewResponses[keyof GetReportsOverviewResponses];

export type ListReportsAgentsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * The first day in UTC. Without it the period has 30 days.
         */
        start_date?: string;
        /**
         * The last day in UTC. Without it today.
         */
        end_date?: string;
        /**
         * A time (ISO 8601) or a position of the log: what there was then.
         */
        as_of?: string;
        /**
         * `csv` brings a table.
         */
        format?: 'json' | 'csv';
    };
    url: '/internal/reports/agents';
};

export type ListReportsAgentsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListReportsAgentsError = ListReportsAgentsErrors[keyof ListReportsAgentsErrors];

export type ListReportsAgentsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<AgentFigures>;
    };
};

export type ListReportsAgentsResponse = ListReportsAgentsResponses[keyof ListReportsAgentsResponses];

export type ListReportsDepartmentsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * The first day in UTC. Without it the period has 30 days.
         */
        start_date?: string;
        /**
         * The last day in UTC. Without it today.
         */
        end_date?: string;
        /**
         * A time (ISO 8601) or a position of the log: what there was then.
         */
        as_of?: string;
        /**
         * `csv` brings a table.
         */
        format?: 'json' | 'csv';
    };
    url: '/internal/reports/departments';
};

export type ListReportsDepartmentsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListReportsDepartmentsError = ListReportsDepartmentsErrors[keyof ListReportsDepartmentsErrors];

export type ListReportsDepartmentsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<DepartmentFigures>;
    };
};

export type ListReportsDepartmentsResponse = ListReportsDepartmentsResponses[keyof ListReportsDepartmentsResponses];

export type ListEventsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Of a stream: goes on after this event. E.g. `48213`.
         */
        'Last-Event-ID'?: string;
    };
    path?: never;
    query?: {
        /**
         * A position of the log: what comes behind it.
         */
        after?: string;
        /**
         * How many at most. 100 unless given.
         */
        limit?: number;
        /**
         * Only events of these types, separated by commas.
         */
        types?: string;
        /**
         * Only what is about this resource, such as `tickets`.
         */
        resource?: string;
    };
    url: '/internal/events';
};

export type ListEventsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListEventsError = ListEventsErrors[keyof ListEventsErrors];

export type ListEventsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<FeedEvent>;
        meta: FeedMeta;
    };
};

export type ListEventsResponse = ListEventsResponses[keyof ListEventsResponses];

export type ListNotificationsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Only what is about this ticket.
         */
        ticket_id?: number;
        /**
         * Only what this agent was told, or would have been.
         */
        agent_id?: number;
        /**
         * Only what this event led to.
         */
        event_id?: string;
        /**
         * Only those of this type.
         */
        type?: 'ticket_assigned' | 'ticket_unassigned' | 'ticket_reply' | 'ticket_staff_reply' | 'ticket_note' | 'ticket_mention' | 'ticket_status' | 'ticket_locked' | 'ticket_created' | 'ticket_closing_soon';
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 15 unless given.
         */
        per_page?: number;
    };
    url: '/internal/notifications';
};

export type ListNotificationsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListNotificationsError = ListNotificationsErrors[keyof ListNotificationsErrors];

export type ListNotificationsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<ToldNotification>;
        meta: PageMeta;
    };
};

export type ListNotificationsResponse = ListNotificationsResponses[keyof ListNotificationsResponses];

export type GetEventNotificationsData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the event.
         */
        event_id: string;
    };
    query?: {
        /**
         * Only what this agent was told, or would have been.
         */
        agent_id?: number;
    };
    url: '/internal/events/{event_id}/notifications';
};

export type GetEventNotificationsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetEventNotificationsError = GetEventNotificationsErrors[keyof GetEventNotificationsErrors];

export type GetEventNotificationsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: EventExplanation;
        message?: string;
    };
};

export type GetEventNotificationsResponse = GetEventNotificationsResponses[keyof GetEventNotificationsResponses];

export type ImportTicketsData = {
    body: {
        tickets: Array<{
            external_id: string;
            customer: {
                name: string;
                email: string;
            };
            title: string;
            content: string;
            /**
             * ISO 8601 with its offset, e.g. 2016-02-29T04:40:00Z
             */
            created_at: string;
            status?: 'open' | 'in_progress' | 'on_hold' | 'closed' | null;
            priority?: 'low' | 'medium' | 'high' | 'critical' | null;
            department?: string | null;
            category?: string | null;
            assigned_to?: {
                name: string;
                email: string;
            } | null;
            labels?: Array<string> | null;
            history?: Array<{
                /**
                 * ISO 8601 with its offset, e.g. 2016-02-29T04:40:00Z
                 */
                at: string;
                by?: string | null;
                status?: 'open' | 'in_progress' | 'on_hold' | 'closed' | null;
                priority?: 'low' | 'medium' | 'high' | 'critical' | null;
                department?: string | null;
                category?: string | null;
                assigned_to?: {
                    name: string;
                    email: string;
                } | null;
                is_resolved?: boolean | null;
                message?: {
                    content: string;
                    from: 'customer' | 'agent';
                    is_internal?: boolean | null;
                } | null;
            }> | null;
        }>;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/internal/imports/tickets';
};

export type ImportTicketsErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ImportTicketsError = ImportTicketsErrors[keyof ImportTicketsErrors];

export type ImportTicketsResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<ImportResult>;
    };
};

export type ImportTicketsResponse = ImportTicketsResponses[keyof ImportTicketsResponses];

export type CheckConnectionAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/connection-check';
};

export type CheckConnectionAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CheckConnectionAsAgentError = CheckConnectionAsAgentErrors[keyof CheckConnectionAsAgentErrors];

export type CheckConnectionAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        message: string;
    };
};

export type CheckConnectionAsAgentResponse = CheckConnectionAsAgentResponses[keyof CheckConnectionAsAgentResponses];

export type ListTicketsAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. As many as the setting `sd_tickets_per_page` says unless given.
         */
        per_page?: number;
        /**
         * Only those of this status.
         */
        status?: 'open' | 'in_progress' | 'on_hold' | 'closed';
        /**
         * Only those of this priority.
         */
        priority?: 'low' | 'medium' | 'high' | 'critical';
        /**
         * Only those of this department.
         */
        department_id?: number;
    };
    url: '/external/tickets';
};

export type ListTicketsAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListTicketsAsAgentError = ListTicketsAsAgentErrors[keyof ListTicketsAsAgentErrors];

export type ListTicketsAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Ticket>;
        meta: PageMeta;
    };
};

export type ListTicketsAsAgentResponse = ListTicketsAsAgentResponses[keyof ListTicketsAsAgentResponses];

export type GetTicketAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/external/tickets/{id}';
};

export type GetTicketAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetTicketAsAgentError = GetTicketAsAgentErrors[keyof GetTicketAsAgentErrors];

export type GetTicketAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Ticket;
        message?: string;
    };
};

export type GetTicketAsAgentResponse = GetTicketAsAgentResponses[keyof GetTicketAsAgentResponses];

export type UpdateTicketAsAgentData = {
    body?: {
        status?: 'open' | 'in_progress' | 'on_hold' | 'closed';
        priority?: 'low' | 'medium' | 'high' | 'critical';
        labels?: Array<number>;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/external/tickets/{id}';
};

export type UpdateTicketAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateTicketAsAgentError = UpdateTicketAsAgentErrors[keyof UpdateTicketAsAgentErrors];

export type UpdateTicketAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Ticket;
        message?: string;
    };
};

export type UpdateTicketAsAgentResponse = UpdateTicketAsAgentResponses[keyof UpdateTicketAsAgentResponses];

export type ListTicketMessagesAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 30 unless given.
         */
        per_page?: number;
    };
    url: '/external/tickets/{id}/messages';
};

export type ListTicketMessagesAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListTicketMessagesAsAgentError = ListTicketMessagesAsAgentErrors[keyof ListTicketMessagesAsAgentErrors];

export type ListTicketMessagesAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Message>;
        meta: PageMeta;
    };
};

export type ListTicketMessagesAsAgentResponse = ListTicketMessagesAsAgentResponses[keyof ListTicketMessagesAsAgentResponses];

export type CreateTicketMessageAsAgentData = {
    body: {
        content: string;
        is_internal?: boolean;
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/external/tickets/{id}/messages';
};

export type CreateTicketMessageAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * The key lacks the scope, or the ticket is locked.
     */
    403: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateTicketMessageAsAgentError = CreateTicketMessageAsAgentErrors[keyof CreateTicketMessageAsAgentErrors];

export type CreateTicketMessageAsAgentResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: Message;
        message?: string;
    };
};

export type CreateTicketMessageAsAgentResponse = CreateTicketMessageAsAgentResponses[keyof CreateTicketMessageAsAgentResponses];

export type GetDashboardAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/dashboard';
};

export type GetDashboardAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetDashboardAsAgentError = GetDashboardAsAgentErrors[keyof GetDashboardAsAgentErrors];

export type GetDashboardAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        data: Dashboard;
        message?: string;
    };
};

export type GetDashboardAsAgentResponse = GetDashboardAsAgentResponses[keyof GetDashboardAsAgentResponses];

export type CloseTicketAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        id: number;
    };
    query?: never;
    url: '/external/tickets/{id}/close';
};

export type CloseTicketAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CloseTicketAsAgentError = CloseTicketAsAgentErrors[keyof CloseTicketAsAgentErrors];

export type CloseTicketAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Ticket;
        message?: string;
    };
};

export type CloseTicketAsAgentResponse = CloseTicketAsAgentResponses[keyof CloseTicketAsAgentResponses];

export type LikeTicketMessageAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of the ticket.
         */
        ticketId: number;
        /**
         * The id of the message.
         */
        messageId: number;
    };
    query?: never;
    url: '/external/tickets/{ticketId}/messages/{messageId}/like';
};

export type LikeTicketMessageAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type LikeTicketMessageAsAgentError = LikeTicketMessageAsAgentErrors[keyof LikeTicketMessageAsAgentErrors];

export type LikeTicketMessageAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        data: Like;
        message?: string;
    };
};

export type LikeTicketMessageAsAgentResponse = LikeTicketMessageAsAgentResponses[keyof LikeTicketMessageAsAgentResponses];

export type ListCannedResponsesAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/canned-responses';
};

export type ListCannedResponsesAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListCannedResponsesAsAgentError = ListCannedResponsesAsAgentErrors[keyof ListCannedResponsesAsAgentErrors];

export type ListCannedResponsesAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<CannedResponse>;
    };
};

export type ListCannedResponsesAsAgentResponse = ListCannedResponsesAsAgentResponses[keyof ListCannedResponsesAsAgentResponses];

export type SearchKnowledgeBaseAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query: {
        /**
         * What to look for, of 2 characters or more.
         */
        q: string;
    };
    url: '/external/knowledge-base/search';
};

export type SearchKnowledgeBaseAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type SearchKnowledgeBaseAsAgentError = SearchKnowledgeBaseAsAgentErrors[keyof SearchKnowledgeBaseAsAgentErrors];

export type SearchKnowledgeBaseAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<KnowledgeArticle>;
    };
};

export type SearchKnowledgeBaseAsAgentResponse = SearchKnowledgeBaseAsAgentResponses[keyof SearchKnowledgeBaseAsAgentResponses];

export type GetProfileAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * The `ETag` of what is known already: 304 where it still holds. E.g. `"4"`.
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/profile';
};

export type GetProfileAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetProfileAsAgentError = GetProfileAsAgentErrors[keyof GetProfileAsAgentErrors];

export type GetProfileAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Profile;
        message?: string;
    };
};

export type GetProfileAsAgentResponse = GetProfileAsAgentResponses[keyof GetProfileAsAgentResponses];

export type UpdateProfileAsAgentData = {
    body?: {
        name?: string;
        phone?: string | null;
        locale?: string | null;
        notification_settings?: {
            ticket_assigned?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_unassigned?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_reply?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_staff_reply?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_note?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_mention?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_status?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_locked?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_created?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            ticket_closing_soon?: {
                in_app?: boolean;
                email?: boolean;
                webhook?: boolean;
            };
            webhook_url?: string | null;
            time_zone?: string;
            quiet_hours?: {
                from: string;
                to: string;
            } | null;
            email_digest?: 'off' | 'hourly' | 'daily';
        };
    };
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/external/profile';
};

export type UpdateProfileAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * The body is larger than 1 MiB.
     */
    413: Error;
    /**
     * The body is not plain JSON in UTF-8.
     */
    415: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type UpdateProfileAsAgentError = UpdateProfileAsAgentErrors[keyof UpdateProfileAsAgentErrors];

export type UpdateProfileAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Profile;
        message?: string;
    };
};

export type UpdateProfileAsAgentResponse = UpdateProfileAsAgentResponses[keyof UpdateProfileAsAgentResponses];

export type CreateProfileWebhookSecretAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
        /**
         * The `ETag` that was read: 412 where it no longer holds. E.g. `"4"`.
         */
        'If-Match'?: string;
        /**
         * `respond-async` does not wait for the read models. E.g. `respond-async`.
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/external/profile/webhook-secret';
};

export type CreateProfileWebhookSecretAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * The ETag given as If-Match no longer holds.
     */
    412: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type CreateProfileWebhookSecretAsAgentError = CreateProfileWebhookSecretAsAgentErrors[keyof CreateProfileWebhookSecretAsAgentErrors];

export type CreateProfileWebhookSecretAsAgentResponses = {
    /**
     * Done as asked.
     */
    201: {
        data: WebhookSecret;
        message?: string;
    };
};

export type CreateProfileWebhookSecretAsAgentResponse = CreateProfileWebhookSecretAsAgentResponses[keyof CreateProfileWebhookSecretAsAgentResponses];

export type GetNotificationsStreamAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Of a stream: goes on after this event. E.g. `48213`.
         */
        'Last-Event-ID'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/notifications/stream';
};

export type GetNotificationsStreamAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetNotificationsStreamAsAgentError = GetNotificationsStreamAsAgentErrors[keyof GetNotificationsStreamAsAgentErrors];

export type GetNotificationsStreamAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: string;
};

export type GetNotificationsStreamAsAgentResponse = GetNotificationsStreamAsAgentResponses[keyof GetNotificationsStreamAsAgentResponses];

export type ListNotificationsAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: {
        /**
         * Which page, from 1 on. Past the end it is empty.
         */
        page?: number;
        /**
         * How many on a page. 20 unless given.
         */
        per_page?: number;
    };
    url: '/external/notifications';
};

export type ListNotificationsAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ListNotificationsAsAgentError = ListNotificationsAsAgentErrors[keyof ListNotificationsAsAgentErrors];

export type ListNotificationsAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        data: Array<Notification>;
        meta: PageMeta;
    };
};

export type ListNotificationsAsAgentResponse = ListNotificationsAsAgentResponses[keyof ListNotificationsAsAgentResponses];

export type GetNotificationsUnreadCountAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/notifications/unread-count';
};

export type GetNotificationsUnreadCountAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type GetNotificationsUnreadCountAsAgentError = GetNotificationsUnreadCountAsAgentErrors[keyof GetNotificationsUnreadCountAsAgentErrors];

export type GetNotificationsUnreadCountAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        data: UnreadCount;
        message?: string;
    };
};

export type GetNotificationsUnreadCountAsAgentResponse = GetNotificationsUnreadCountAsAgentResponses[keyof GetNotificationsUnreadCountAsAgentResponses];

export type ReadNotificationAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The id of the notification.
         */
        id: number;
    };
    query?: never;
    url: '/external/notifications/{id}/read';
};

export type ReadNotificationAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * There is no such thing, or it may not be seen.
     */
    404: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ReadNotificationAsAgentError = ReadNotificationAsAgentErrors[keyof ReadNotificationAsAgentErrors];

export type ReadNotificationAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        data: Notification;
        message?: string;
    };
};

export type ReadNotificationAsAgentResponse = ReadNotificationAsAgentResponses[keyof ReadNotificationAsAgentResponses];

export type ReadAllNotificationsAsAgentData = {
    body?: never;
    headers?: {
        /**
         * A name for this request, in logs and in the events it makes. Anything else than such a text is replaced. E.g. `checkout-42`.
         */
        'X-Request-Id'?: string;
        /**
         * The `X-Position` of a write: answered is what has seen it, or 503 after two seconds. E.g. `48213`.
         */
        'X-Min-Position'?: string;
        /**
         * Makes sending the same again safe, for 24 hours. E.g. `order-1842-refund`.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/external/notifications/read-all';
};

export type ReadAllNotificationsAsAgentErrors = {
    /**
     * The key is missing, or the request is not well-formed.
     */
    400: Error;
    /**
     * The key is unknown, revoked, expired or of the other group.
     */
    401: Error;
    /**
     * Another change or the same request is under way; Retry-After tells when to come back.
     */
    409: Error;
    /**
     * Fields are wrong; each is told.
     */
    422: Error;
    /**
     * Over the rate limit; Retry-After tells when to come back.
     */
    429: Error;
    /**
     * Something that is needed is down; Retry-After tells when to come back.
     */
    503: Error;
};

export type ReadAllNotificationsAsAgentError = ReadAllNotificationsAsAgentErrors[keyof ReadAllNotificationsAsAgentErrors];

export type ReadAllNotificationsAsAgentResponses = {
    /**
     * Done as asked.
     */
    200: {
        status: true;
        data: UnreadCount;
        message?: string;
    };
};

export type ReadAllNotificationsAsAgentResponse = ReadAllNotificationsAsAgentResponses[keyof ReadAllNotificationsAsAgentResponses];

// @ts-nocheck
// Made from docs/reference/openapi.json by npm run generate.

import { client } from './client.gen.ts';
import type { Client, ClientMeta, Options as Options2, RequestResult, ServerSentEventsResult, TDataShape } from './client/index.ts';
import type { BlockCustomerData, BlockCustomerErrors, BlockCustomerResponses, CheckConnectionAsAgentData, CheckConnectionAsAgentErrors, CheckConnectionAsAgentResponses, CheckConnectionData, CheckConnectionErrors, CheckConnectionResponses, CheckHealthData, CheckHealthErrors, CheckHealthResponses, CheckLivenessData, CheckLivenessErrors, CheckLivenessResponses, CheckReadinessData, CheckReadinessErrors, CheckReadinessResponses, CloseTicketAsAgentData, CloseTicketAsAgentErrors, CloseTicketAsAgentResponses, CreateAgentData, CreateAgentErrors, CreateAgentResponses, CreateApiKeyData, CreateApiKeyErrors, CreateApiKeyResponses, CreateCannedResponseData, CreateCannedResponseErrors, CreateCannedResponseResponses, CreateCategoryData, CreateCategoryErrors, CreateCategoryResponses, CreateCustomerData, CreateCustomerErrors, CreateCustomerResponses, CreateCustomFieldData, CreateCustomFieldErrors, CreateCustomFieldResponses, CreateDepartmentData, CreateDepartmentErrors, CreateDepartmentResponses, CreateKnowledgeArticleData, CreateKnowledgeArticleErrors, CreateKnowledgeArticleResponses, CreateKnowledgeCategoryData, CreateKnowledgeCategoryErrors, CreateKnowledgeCategoryResponses, CreateLabelData, CreateLabelErrors, CreateLabelResponses, CreateProductData, CreateProductErrors, CreateProductResponses, CreateProfileWebhookSecretAsAgentData, CreateProfileWebhookSecretAsAgentErrors, CreateProfileWebhookSecretAsAgentResponses, CreateTicketData, CreateTicketErrors, CreateTicketMessageAsAgentData, CreateTicketMessageAsAgentErrors, CreateTicketMessageAsAgentResponses, CreateTicketMessageData, CreateTicketMessageErrors, CreateTicketMessageResponses, CreateTicketResponses, CreateWebhookData, CreateWebhookErrors, CreateWebhookResponses, DeleteAgentData, DeleteAgentErrors, DeleteAgentResponses, DeleteApiKeyData, DeleteApiKeyErrors, DeleteApiKeyResponses, DeleteCannedResponseData, DeleteCannedResponseErrors, DeleteCannedResponseResponses, DeleteCategoryData, DeleteCategoryErrors, DeleteCategoryResponses, DeleteCustomFieldData, DeleteCustomFieldErrors, DeleteCustomFieldResponses, DeleteDepartmentData, DeleteDepartmentErrors, DeleteDepartmentResponses, DeleteKnowledgeArticleData, DeleteKnowledgeArticleErrors, DeleteKnowledgeArticleResponses, DeleteKnowledgeCategoryData, DeleteKnowledgeCategoryErrors, DeleteKnowledgeCategoryResponses, DeleteLabelData, DeleteLabelErrors, DeleteLabelResponses, DeleteProductData, DeleteProductErrors, DeleteProductResponses, DeleteTicketData, DeleteTicketErrors, DeleteTicketResponses, DeleteWebhookData, DeleteWebhookErrors, DeleteWebhookResponses, GetAgentData, GetAgentErrors, GetAgentResponses, GetApiKeyData, GetApiKeyErrors, GetApiKeyResponses, GetCannedResponseData, GetCannedResponseErrors, GetCannedResponseResponses, GetCategoryData, GetCategoryErrors, GetCategoryResponses, GetCustomerData, GetCustomerErrors, GetCustomerResponses, GetCustomFieldData, GetCustomFieldErrors, GetCustomFieldResponses, GetDashboardAsAgentData, GetDashboardAsAgentErrors, GetDashboardAsAgentResponses, GetDepartmentData, GetDepartmentErrors, GetDepartmentResponses, GetEventNotificationsData, GetEventNotificationsErrors, GetEventNotificationsResponses, GetKnowledgeArticleData, GetKnowledgeArticleErrors, GetKnowledgeArticleResponses, GetKnowledgeCategoryData, GetKnowledgeCategoryErrors, GetKnowledgeCategoryResponses, GetLabelData, GetLabelErrors, GetLabelResponses, GetNotificationsStreamAsAgentData, GetNotificationsStreamAsAgentErrors, GetNotificationsStreamAsAgentResponse, GetNotificationsStreamAsAgentResponses, GetNotificationsUnreadCountAsAgentData, GetNotificationsUnreadCountAsAgentErrors, GetNotificationsUnreadCountAsAgentResponses, GetOpenApiDocumentData, GetOpenApiDocumentErrors, GetOpenApiDocumentResponses, GetProductData, GetProductErrors, GetProductResponses, GetProfileAsAgentData, GetProfileAsAgentErrors, GetProfileAsAgentResponses, GetReportsOverviewData, GetReportsOverviewErrors, GetReportsOverviewResponses, GetSettingsData, GetSettingsErrors, GetSettingsResponses, GetTicketAsAgentData, GetTicketAsAgentErrors, GetTicketAsAgentResponses, GetTicketData, GetTicketErrors, GetTicketResponses, GetWebhookData, GetWebhookErrors, GetWebhookResponses, ImportTicketsData, ImportTicketsErrors, ImportTicketsResponses, LikeTicketMessageAsAgentData, LikeTicketMessageAsAgentErrors, LikeTicketMessageAsAgentResponses, ListActivityLogsData, ListActivityLogsErrors, ListActivityLogsResponses, ListAgentHistoryData, ListAgentHistoryErrors, ListAgentHistoryResponses, ListAgentsData, ListAgentsErrors, ListAgentsResponses, ListApiKeyHistoryData, ListApiKeyHistoryErrors, ListApiKeyHistoryResponses, ListApiKeysData, ListApiKeysErrors, ListApiKeysResponses, ListCannedResponseHistoryData, ListCannedResponseHistoryErrors, ListCannedResponseHistoryResponses, ListCannedResponsesAsAgentData, ListCannedResponsesAsAgentErrors, ListCannedResponsesAsAgentResponses, ListCannedResponsesData, ListCannedResponsesErrors, ListCannedResponsesResponses, ListCategoriesData, ListCategoriesErrors, ListCategoriesResponses, ListCategoriesTreeHistoryData, ListCategoriesTreeHistoryErrors, ListCategoriesTreeHistoryResponses, ListCategoryHistoryData, ListCategoryHistoryErrors, ListCategoryHistoryResponses, ListCustomerHistoryData, ListCustomerHistoryErrors, ListCustomerHistoryResponses, ListCustomersData, ListCustomersErrors, ListCustomersResponses, ListCustomFieldHistoryData, ListCustomFieldHistoryErrors, ListCustomFieldHistoryResponses, ListCustomFieldsData, ListCustomFieldsErrors, ListCustomFieldsResponses, ListDepartmentHistoryData, ListDepartmentHistoryErrors, ListDepartmentHistoryResponses, ListDepartmentsData, ListDepartmentsErrors, ListDepartmentsResponses, ListEventsData, ListEventsErrors, ListEventsResponses, ListKnowledgeArticleHistoryData, ListKnowledgeArticleHistoryErrors, ListKnowledgeArticleHistoryResponses, ListKnowledgeArticlesData, ListKnowledgeArticlesErrors, ListKnowledgeArticlesResponses, ListKnowledgeCategoriesData, ListKnowledgeCategoriesErrors, ListKnowledgeCategoriesResponses, ListKnowledgeCategoryHistoryData, ListKnowledgeCategoryHistoryErrors, ListKnowledgeCategoryHistoryResponses, ListLabelHistoryData, ListLabelHistoryErrors, ListLabelHistoryResponses, ListLabelsData, ListLabelsErrors, ListLabelsResponses, ListNotificationsAsAgentData, ListNotificationsAsAgentErrors, ListNotificationsAsAgentResponses, ListNotificationsData, ListNotificationsErrors, ListNotificationsResponses, ListProductHistoryData, ListProductHistoryErrors, ListProductHistoryResponses, ListProductsData, ListProductsErrors, ListProductsResponses, ListReportsAgentsData, ListReportsAgentsErrors, ListReportsAgentsResponses, ListReportsDepartmentsData, ListReportsDepartmentsErrors, ListReportsDepartmentsResponses, ListSettingsHistoryData, ListSettingsHistoryErrors, ListSettingsHistoryResponses, ListTicketHistoryData, ListTicketHistoryErrors, ListTicketHistoryResponses, ListTicketMessagesAsAgentData, ListTicketMessagesAsAgentErrors, ListTicketMessagesAsAgentResponses, ListTicketMessagesData, ListTicketMessagesErrors, ListTicketMessagesResponses, ListTicketsAsAgentData, ListTicketsAsAgentErrors, ListTicketsAsAgentResponses, ListTicketsData, ListTicketsErrors, ListTicketsResponses, ListWebhookDeliveriesData, ListWebhookDeliveriesErrors, ListWebhookDeliveriesResponses, ListWebhookHistoryData, ListWebhookHistoryErrors, ListWebhookHistoryResponses, ListWebhooksData, ListWebhooksErrors, ListWebhooksResponses, ReadAllNotificationsAsAgentData, ReadAllNotificationsAsAgentErrors, ReadAllNotificationsAsAgentResponses, ReadNotificationAsAgentData, ReadNotificationAsAgentErrors, ReadNotificationAsAgentResponses, RedeliverWebhookDeliveryData, RedeliverWebhookDeliveryErrors, RedeliverWebhookDeliveryResponses, ReplayWebhookData, ReplayWebhookErrors, ReplayWebhookResponses, RotateWebhookSecretData, RotateWebhookSecretErrors, RotateWebhookSecretResponses, SearchKnowledgeBaseAsAgentData, SearchKnowledgeBaseAsAgentErrors, SearchKnowledgeBaseAsAgentResponses, UnblockCustomerData, UnblockCustomerErrors, UnblockCustomerResponses, UpdateAgentData, UpdateAgentErrors, UpdateAgentResponses, UpdateApiKeyData, UpdateApiKeyErrors, UpdateApiKeyResponses, UpdateCannedResponseData, UpdateCannedResponseErrors, UpdateCannedResponseResponses, UpdateCategoryData, UpdateCategoryErrors, UpdateCategoryResponses, UpdateCustomerData, UpdateCustomerErrors, UpdateCustomerResponses, UpdateCustomFieldData, UpdateCustomFieldErrors, UpdateCustomFieldResponses, UpdateDepartmentData, UpdateDepartmentErrors, UpdateDepartmentResponses, UpdateKnowledgeArticleData, UpdateKnowledgeArticleErrors, UpdateKnowledgeArticleResponses, UpdateKnowledgeCategoryData, UpdateKnowledgeCategoryErrors, UpdateKnowledgeCategoryResponses, UpdateLabelData, UpdateLabelErrors, UpdateLabelResponses, UpdateProductData, UpdateProductErrors, UpdateProductResponses, UpdateProfileAsAgentData, UpdateProfileAsAgentErrors, UpdateProfileAsAgentResponses, UpdateSettingsData, UpdateSettingsErrors, UpdateSettingsResponses, UpdateTicketAsAgentData, UpdateTicketAsAgentErrors, UpdateTicketAsAgentResponses, UpdateTicketData, UpdateTicketErrors, UpdateTicketResponses, UpdateWebhookData, UpdateWebhookErrors, UpdateWebhookResponses, VerifyAuditData, VerifyAuditErrors, VerifyAuditResponses } from './types.gen.ts';

export type Options<TData extends TDataShape = TDataShape, ThrowOnError extends boolean = boolean, TResponse = unknown> = Options2<TData, ThrowOnError, TResponse> & {
    /**
     * You can provide a client instance returned by `createClient()` instead of
     * individual options. This might be also useful if you want to implement a
     * custom client.
     */
    client?: Client;
    /**
     * You can pass arbitrary values through the `meta` object. This can be
     * used to access values that aren't defined as part of the SDK function.
     */
    meta?: keyof ClientMeta extends never ? Record<string, unknown> : ClientMeta;
};

class HeyApiClient {
    protected client: Client;
    
    constructor(args?: {
        client?: Client;
    }) {
        this.client = args?.client ?? client;
    }
}

class HeyApiRegistry<T> {
    private readonly defaultKey = 'default';
    
    private readonly instances: Map<string, T> = new Map();
    
    get(key?: string): T {
        const instance = this.instances.get(key ?? this.defaultKey);
        if (!instance) {
            throw new Error(`No SDK client found. Create one with "new DeskOperations()" to fix this error.`);
        }
        return instance;
    }
    
    set(value: T, key?: string): void {
        this.instances.set(key ?? this.defaultKey, value);
    }
}

export class DeskOperations extends HeyApiClient {
    public static readonly __registry: HeyApiRegistry<DeskOperations> = new HeyApiRegistry<DeskOperations>();
    
    constructor(args?: {
        client?: Client;
        key?: string;
    }) {
        super(args);
        DeskOperations.__registry.set(this, args?.key);
    }
    
    /**
     * Get OpenAPI document
     *
     * Needs no key.
     */
    public getOpenApiDocument<ThrowOnError extends boolean = true>(options?: Options<GetOpenApiDocumentData, ThrowOnError>): RequestResult<GetOpenApiDocumentResponses, GetOpenApiDocumentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<GetOpenApiDocumentResponses, GetOpenApiDocumentErrors, ThrowOnError>({ url: '/openapi.json', ...options });
    }
    
    /**
     * Check health
     *
     * Needs no key.
     */
    public checkHealth<ThrowOnError extends boolean = true>(options?: Options<CheckHealthData, ThrowOnError>): RequestResult<CheckHealthResponses, CheckHealthErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<CheckHealthResponses, CheckHealthErrors, ThrowOnError>({ url: '/health-check', ...options });
    }
    
    /**
     * Check liveness
     *
     * Needs no key.
     */
    public checkLiveness<ThrowOnError extends boolean = true>(options?: Options<CheckLivenessData, ThrowOnError>): RequestResult<CheckLivenessResponses, CheckLivenessErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<CheckLivenessResponses, CheckLivenessErrors, ThrowOnError>({ url: '/health/live', ...options });
    }
    
    /**
     * Check readiness
     *
     * Needs no key.
     */
    public checkReadiness<ThrowOnError extends boolean = true>(options?: Options<CheckReadinessData, ThrowOnError>): RequestResult<CheckReadinessResponses, CheckReadinessErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<CheckReadinessResponses, CheckReadinessErrors, ThrowOnError>({ url: '/health/ready', ...options });
    }
    
    /**
     * Check connection
     *
     * Needs the scope `connection:check`.
     */
    public checkConnection<ThrowOnError extends boolean = true>(options?: Options<CheckConnectionData, ThrowOnError>): RequestResult<CheckConnectionResponses, CheckConnectionErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<CheckConnectionResponses, CheckConnectionErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/connection-check',
            ...options
        });
    }
    
    /**
     * Verify audit
     *
     * Needs the scope `audit:verify`.
     */
    public verifyAudit<ThrowOnError extends boolean = true>(options?: Options<VerifyAuditData, ThrowOnError>): RequestResult<VerifyAuditResponses, VerifyAuditErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<VerifyAuditResponses, VerifyAuditErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/audit/verify',
            ...options
        });
    }
    
    /**
     * List tickets
     *
     * Needs the scope `tickets:list`.
     */
    public listTickets<ThrowOnError extends boolean = true>(options?: Options<ListTicketsData, ThrowOnError>): RequestResult<ListTicketsResponses, ListTicketsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListTicketsResponses, ListTicketsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets',
            ...options
        });
    }
    
    /**
     * Create ticket
     *
     * Needs the scope `tickets:create`.
     */
    public createTicket<ThrowOnError extends boolean = true>(options: Options<CreateTicketData, ThrowOnError>): RequestResult<CreateTicketResponses, CreateTicketErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateTicketResponses, CreateTicketErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete ticket
     *
     * Needs the scope `tickets:delete`.
     */
    public deleteTicket<ThrowOnError extends boolean = true>(options: Options<DeleteTicketData, ThrowOnError>): RequestResult<DeleteTicketResponses, DeleteTicketErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteTicketResponses, DeleteTicketErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets/{id}',
            ...options
        });
    }
    
    /**
     * Get ticket
     *
     * Needs the scope `tickets:read`.
     */
    public getTicket<ThrowOnError extends boolean = true>(options: Options<GetTicketData, ThrowOnError>): RequestResult<GetTicketResponses, GetTicketErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetTicketResponses, GetTicketErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets/{id}',
            ...options
        });
    }
    
    /**
     * Update ticket
     *
     * Needs the scope `tickets:update`.
     */
    public updateTicket<ThrowOnError extends boolean = true>(options: Options<UpdateTicketData, ThrowOnError>): RequestResult<UpdateTicketResponses, UpdateTicketErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateTicketResponses, UpdateTicketErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List ticket messages
     *
     * Needs the scope `messages:list`.
     */
    public listTicketMessages<ThrowOnError extends boolean = true>(options: Options<ListTicketMessagesData, ThrowOnError>): RequestResult<ListTicketMessagesResponses, ListTicketMessagesErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListTicketMessagesResponses, ListTicketMessagesErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets/{id}/messages',
            ...options
        });
    }
    
    /**
     * Create ticket message
     *
     * Needs the scope `messages:create`.
     */
    public createTicketMessage<ThrowOnError extends boolean = true>(options: Options<CreateTicketMessageData, ThrowOnError>): RequestResult<CreateTicketMessageResponses, CreateTicketMessageErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateTicketMessageResponses, CreateTicketMessageErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets/{id}/messages',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List departments
     *
     * Needs the scope `departments:list`.
     */
    public listDepartments<ThrowOnError extends boolean = true>(options?: Options<ListDepartmentsData, ThrowOnError>): RequestResult<ListDepartmentsResponses, ListDepartmentsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListDepartmentsResponses, ListDepartmentsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/departments',
            ...options
        });
    }
    
    /**
     * Create department
     *
     * Needs the scope `departments:create`.
     */
    public createDepartment<ThrowOnError extends boolean = true>(options: Options<CreateDepartmentData, ThrowOnError>): RequestResult<CreateDepartmentResponses, CreateDepartmentErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateDepartmentResponses, CreateDepartmentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/departments',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete department
     *
     * Needs the scope `departments:delete`.
     */
    public deleteDepartment<ThrowOnError extends boolean = true>(options: Options<DeleteDepartmentData, ThrowOnError>): RequestResult<DeleteDepartmentResponses, DeleteDepartmentErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteDepartmentResponses, DeleteDepartmentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/departments/{id}',
            ...options
        });
    }
    
    /**
     * Get department
     *
     * Needs the scope `departments:read`.
     */
    public getDepartment<ThrowOnError extends boolean = true>(options: Options<GetDepartmentData, ThrowOnError>): RequestResult<GetDepartmentResponses, GetDepartmentErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetDepartmentResponses, GetDepartmentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/departments/{id}',
            ...options
        });
    }
    
    /**
     * Update department
     *
     * Needs the scope `departments:update`.
     */
    public updateDepartment<ThrowOnError extends boolean = true>(options: Options<UpdateDepartmentData, ThrowOnError>): RequestResult<UpdateDepartmentResponses, UpdateDepartmentErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateDepartmentResponses, UpdateDepartmentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/departments/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List categories
     *
     * Needs the scope `categories:list`.
     */
    public listCategories<ThrowOnError extends boolean = true>(options?: Options<ListCategoriesData, ThrowOnError>): RequestResult<ListCategoriesResponses, ListCategoriesErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListCategoriesResponses, ListCategoriesErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories',
            ...options
        });
    }
    
    /**
     * Create category
     *
     * Needs the scope `categories:create`.
     */
    public createCategory<ThrowOnError extends boolean = true>(options: Options<CreateCategoryData, ThrowOnError>): RequestResult<CreateCategoryResponses, CreateCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateCategoryResponses, CreateCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete category
     *
     * Needs the scope `categories:delete`.
     */
    public deleteCategory<ThrowOnError extends boolean = true>(options: Options<DeleteCategoryData, ThrowOnError>): RequestResult<DeleteCategoryResponses, DeleteCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteCategoryResponses, DeleteCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories/{id}',
            ...options
        });
    }
    
    /**
     * Get category
     *
     * Needs the scope `categories:read`.
     */
    public getCategory<ThrowOnError extends boolean = true>(options: Options<GetCategoryData, ThrowOnError>): RequestResult<GetCategoryResponses, GetCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetCategoryResponses, GetCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories/{id}',
            ...options
        });
    }
    
    /**
     * Update category
     *
     * Needs the scope `categories:update`.
     */
    public updateCategory<ThrowOnError extends boolean = true>(options: Options<UpdateCategoryData, ThrowOnError>): RequestResult<UpdateCategoryResponses, UpdateCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateCategoryResponses, UpdateCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List labels
     *
     * Needs the scope `labels:list`.
     */
    public listLabels<ThrowOnError extends boolean = true>(options?: Options<ListLabelsData, ThrowOnError>): RequestResult<ListLabelsResponses, ListLabelsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListLabelsResponses, ListLabelsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/labels',
            ...options
        });
    }
    
    /**
     * Create label
     *
     * Needs the scope `labels:create`.
     */
    public createLabel<ThrowOnError extends boolean = true>(options: Options<CreateLabelData, ThrowOnError>): RequestResult<CreateLabelResponses, CreateLabelErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateLabelResponses, CreateLabelErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/labels',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete label
     *
     * Needs the scope `labels:delete`.
     */
    public deleteLabel<ThrowOnError extends boolean = true>(options: Options<DeleteLabelData, ThrowOnError>): RequestResult<DeleteLabelResponses, DeleteLabelErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteLabelResponses, DeleteLabelErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/labels/{id}',
            ...options
        });
    }
    
    /**
     * Get label
     *
     * Needs the scope `labels:read`.
     */
    public getLabel<ThrowOnError extends boolean = true>(options: Options<GetLabelData, ThrowOnError>): RequestResult<GetLabelResponses, GetLabelErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetLabelResponses, GetLabelErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/labels/{id}',
            ...options
        });
    }
    
    /**
     * Update label
     *
     * Needs the scope `labels:update`.
     */
    public updateLabel<ThrowOnError extends boolean = true>(options: Options<UpdateLabelData, ThrowOnError>): RequestResult<UpdateLabelResponses, UpdateLabelErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateLabelResponses, UpdateLabelErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/labels/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List products
     *
     * Needs the scope `products:list`.
     */
    public listProducts<ThrowOnError extends boolean = true>(options?: Options<ListProductsData, ThrowOnError>): RequestResult<ListProductsResponses, ListProductsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListProductsResponses, ListProductsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/products',
            ...options
        });
    }
    
    /**
     * Create product
     *
     * Needs the scope `products:create`.
     */
    public createProduct<ThrowOnError extends boolean = true>(options: Options<CreateProductData, ThrowOnError>): RequestResult<CreateProductResponses, CreateProductErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateProductResponses, CreateProductErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/products',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete product
     *
     * Needs the scope `products:delete`.
     */
    public deleteProduct<ThrowOnError extends boolean = true>(options: Options<DeleteProductData, ThrowOnError>): RequestResult<DeleteProductResponses, DeleteProductErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteProductResponses, DeleteProductErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/products/{id}',
            ...options
        });
    }
    
    /**
     * Get product
     *
     * Needs the scope `products:read`.
     */
    public getProduct<ThrowOnError extends boolean = true>(options: Options<GetProductData, ThrowOnError>): RequestResult<GetProductResponses, GetProductErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetProductResponses, GetProductErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/products/{id}',
            ...options
        });
    }
    
    /**
     * Update product
     *
     * Needs the scope `products:update`.
     */
    public updateProduct<ThrowOnError extends boolean = true>(options: Options<UpdateProductData, ThrowOnError>): RequestResult<UpdateProductResponses, UpdateProductErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateProductResponses, UpdateProductErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/products/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List customers
     *
     * Needs the scope `customers:list`.
     */
    public listCustomers<ThrowOnError extends boolean = true>(options?: Options<ListCustomersData, ThrowOnError>): RequestResult<ListCustomersResponses, ListCustomersErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListCustomersResponses, ListCustomersErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers',
            ...options
        });
    }
    
    /**
     * Create customer
     *
     * Needs the scope `customers:create`.
     */
    public createCustomer<ThrowOnError extends boolean = true>(options: Options<CreateCustomerData, ThrowOnError>): RequestResult<CreateCustomerResponses, CreateCustomerErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateCustomerResponses, CreateCustomerErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Get customer
     *
     * Needs the scope `customers:read`.
     */
    public getCustomer<ThrowOnError extends boolean = true>(options: Options<GetCustomerData, ThrowOnError>): RequestResult<GetCustomerResponses, GetCustomerErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetCustomerResponses, GetCustomerErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers/{id}',
            ...options
        });
    }
    
    /**
     * Update customer
     *
     * Needs the scope `customers:update`.
     */
    public updateCustomer<ThrowOnError extends boolean = true>(options: Options<UpdateCustomerData, ThrowOnError>): RequestResult<UpdateCustomerResponses, UpdateCustomerErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateCustomerResponses, UpdateCustomerErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List knowledge categories
     *
     * Needs the scope `knowledge-categories:list`.
     */
    public listKnowledgeCategories<ThrowOnError extends boolean = true>(options?: Options<ListKnowledgeCategoriesData, ThrowOnError>): RequestResult<ListKnowledgeCategoriesResponses, ListKnowledgeCategoriesErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListKnowledgeCategoriesResponses, ListKnowledgeCategoriesErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-categories',
            ...options
        });
    }
    
    /**
     * Create knowledge category
     *
     * Needs the scope `knowledge-categories:create`.
     */
    public createKnowledgeCategory<ThrowOnError extends boolean = true>(options: Options<CreateKnowledgeCategoryData, ThrowOnError>): RequestResult<CreateKnowledgeCategoryResponses, CreateKnowledgeCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateKnowledgeCategoryResponses, CreateKnowledgeCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-categories',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete knowledge category
     *
     * Needs the scope `knowledge-categories:delete`.
     */
    public deleteKnowledgeCategory<ThrowOnError extends boolean = true>(options: Options<DeleteKnowledgeCategoryData, ThrowOnError>): RequestResult<DeleteKnowledgeCategoryResponses, DeleteKnowledgeCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteKnowledgeCategoryResponses, DeleteKnowledgeCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-categories/{id}',
            ...options
        });
    }
    
    /**
     * Get knowledge category
     *
     * Needs the scope `knowledge-categories:read`.
     */
    public getKnowledgeCategory<ThrowOnError extends boolean = true>(options: Options<GetKnowledgeCategoryData, ThrowOnError>): RequestResult<GetKnowledgeCategoryResponses, GetKnowledgeCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetKnowledgeCategoryResponses, GetKnowledgeCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-categories/{id}',
            ...options
        });
    }
    
    /**
     * Update knowledge category
     *
     * Needs the scope `knowledge-categories:update`.
     */
    public updateKnowledgeCategory<ThrowOnError extends boolean = true>(options: Options<UpdateKnowledgeCategoryData, ThrowOnError>): RequestResult<UpdateKnowledgeCategoryResponses, UpdateKnowledgeCategoryErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateKnowledgeCategoryResponses, UpdateKnowledgeCategoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-categories/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List knowledge articles
     *
     * Needs the scope `knowledge-articles:list`.
     */
    public listKnowledgeArticles<ThrowOnError extends boolean = true>(options?: Options<ListKnowledgeArticlesData, ThrowOnError>): RequestResult<ListKnowledgeArticlesResponses, ListKnowledgeArticlesErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListKnowledgeArticlesResponses, ListKnowledgeArticlesErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-articles',
            ...options
        });
    }
    
    /**
     * Create knowledge article
     *
     * Needs the scope `knowledge-articles:create`.
     */
    public createKnowledgeArticle<ThrowOnError extends boolean = true>(options: Options<CreateKnowledgeArticleData, ThrowOnError>): RequestResult<CreateKnowledgeArticleResponses, CreateKnowledgeArticleErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateKnowledgeArticleResponses, CreateKnowledgeArticleErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-articles',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete knowledge article
     *
     * Needs the scope `knowledge-articles:delete`.
     */
    public deleteKnowledgeArticle<ThrowOnError extends boolean = true>(options: Options<DeleteKnowledgeArticleData, ThrowOnError>): RequestResult<DeleteKnowledgeArticleResponses, DeleteKnowledgeArticleErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteKnowledgeArticleResponses, DeleteKnowledgeArticleErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-articles/{id}',
            ...options
        });
    }
    
    /**
     * Get knowledge article
     *
     * Needs the scope `knowledge-articles:read`.
     */
    public getKnowledgeArticle<ThrowOnError extends boolean = true>(options: Options<GetKnowledgeArticleData, ThrowOnError>): RequestResult<GetKnowledgeArticleResponses, GetKnowledgeArticleErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetKnowledgeArticleResponses, GetKnowledgeArticleErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-articles/{id}',
            ...options
        });
    }
    
    /**
     * Update knowledge article
     *
     * Needs the scope `knowledge-articles:update`.
     */
    public updateKnowledgeArticle<ThrowOnError extends boolean = true>(options: Options<UpdateKnowledgeArticleData, ThrowOnError>): RequestResult<UpdateKnowledgeArticleResponses, UpdateKnowledgeArticleErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateKnowledgeArticleResponses, UpdateKnowledgeArticleErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-articles/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List canned responses
     *
     * Needs the scope `canned-responses:list`.
     */
    public listCannedResponses<ThrowOnError extends boolean = true>(options?: Options<ListCannedResponsesData, ThrowOnError>): RequestResult<ListCannedResponsesResponses, ListCannedResponsesErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListCannedResponsesResponses, ListCannedResponsesErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/canned-responses',
            ...options
        });
    }
    
    /**
     * Create canned response
     *
     * Needs the scope `canned-responses:create`.
     */
    public createCannedResponse<ThrowOnError extends boolean = true>(options: Options<CreateCannedResponseData, ThrowOnError>): RequestResult<CreateCannedResponseResponses, CreateCannedResponseErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateCannedResponseResponses, CreateCannedResponseErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/canned-responses',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete canned response
     *
     * Needs the scope `canned-responses:delete`.
     */
    public deleteCannedResponse<ThrowOnError extends boolean = true>(options: Options<DeleteCannedResponseData, ThrowOnError>): RequestResult<DeleteCannedResponseResponses, DeleteCannedResponseErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteCannedResponseResponses, DeleteCannedResponseErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/canned-responses/{id}',
            ...options
        });
    }
    
    /**
     * Get canned response
     *
     * Needs the scope `canned-responses:read`.
     */
    public getCannedResponse<ThrowOnError extends boolean = true>(options: Options<GetCannedResponseData, ThrowOnError>): RequestResult<GetCannedResponseResponses, GetCannedResponseErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetCannedResponseResponses, GetCannedResponseErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/canned-responses/{id}',
            ...options
        });
    }
    
    /**
     * Update canned response
     *
     * Needs the scope `canned-responses:update`.
     */
    public updateCannedResponse<ThrowOnError extends boolean = true>(options: Options<UpdateCannedResponseData, ThrowOnError>): RequestResult<UpdateCannedResponseResponses, UpdateCannedResponseErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateCannedResponseResponses, UpdateCannedResponseErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/canned-responses/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List custom fields
     *
     * Needs the scope `custom-fields:list`.
     */
    public listCustomFields<ThrowOnError extends boolean = true>(options?: Options<ListCustomFieldsData, ThrowOnError>): RequestResult<ListCustomFieldsResponses, ListCustomFieldsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListCustomFieldsResponses, ListCustomFieldsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/custom-fields',
            ...options
        });
    }
    
    /**
     * Create custom field
     *
     * Needs the scope `custom-fields:create`.
     */
    public createCustomField<ThrowOnError extends boolean = true>(options: Options<CreateCustomFieldData, ThrowOnError>): RequestResult<CreateCustomFieldResponses, CreateCustomFieldErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateCustomFieldResponses, CreateCustomFieldErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/custom-fields',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete custom field
     *
     * Needs the scope `custom-fields:delete`.
     */
    public deleteCustomField<ThrowOnError extends boolean = true>(options: Options<DeleteCustomFieldData, ThrowOnError>): RequestResult<DeleteCustomFieldResponses, DeleteCustomFieldErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteCustomFieldResponses, DeleteCustomFieldErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/custom-fields/{id}',
            ...options
        });
    }
    
    /**
     * Get custom field
     *
     * Needs the scope `custom-fields:read`.
     */
    public getCustomField<ThrowOnError extends boolean = true>(options: Options<GetCustomFieldData, ThrowOnError>): RequestResult<GetCustomFieldResponses, GetCustomFieldErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetCustomFieldResponses, GetCustomFieldErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/custom-fields/{id}',
            ...options
        });
    }
    
    /**
     * Update custom field
     *
     * Needs the scope `custom-fields:update`.
     */
    public updateCustomField<ThrowOnError extends boolean = true>(options: Options<UpdateCustomFieldData, ThrowOnError>): RequestResult<UpdateCustomFieldResponses, UpdateCustomFieldErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateCustomFieldResponses, UpdateCustomFieldErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/custom-fields/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List webhooks
     *
     * Needs the scope `webhooks:list`.
     */
    public listWebhooks<ThrowOnError extends boolean = true>(options?: Options<ListWebhooksData, ThrowOnError>): RequestResult<ListWebhooksResponses, ListWebhooksErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListWebhooksResponses, ListWebhooksErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks',
            ...options
        });
    }
    
    /**
     * Create webhook
     *
     * Needs the scope `webhooks:create`.
     */
    public createWebhook<ThrowOnError extends boolean = true>(options: Options<CreateWebhookData, ThrowOnError>): RequestResult<CreateWebhookResponses, CreateWebhookErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateWebhookResponses, CreateWebhookErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete webhook
     *
     * Needs the scope `webhooks:delete`.
     */
    public deleteWebhook<ThrowOnError extends boolean = true>(options: Options<DeleteWebhookData, ThrowOnError>): RequestResult<DeleteWebhookResponses, DeleteWebhookErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteWebhookResponses, DeleteWebhookErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}',
            ...options
        });
    }
    
    /**
     * Get webhook
     *
     * Needs the scope `webhooks:read`.
     */
    public getWebhook<ThrowOnError extends boolean = true>(options: Options<GetWebhookData, ThrowOnError>): RequestResult<GetWebhookResponses, GetWebhookErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetWebhookResponses, GetWebhookErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}',
            ...options
        });
    }
    
    /**
     * Update webhook
     *
     * Needs the scope `webhooks:update`.
     */
    public updateWebhook<ThrowOnError extends boolean = true>(options: Options<UpdateWebhookData, ThrowOnError>): RequestResult<UpdateWebhookResponses, UpdateWebhookErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateWebhookResponses, UpdateWebhookErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Block customer
     *
     * Needs the scope `customers:update`.
     */
    public blockCustomer<ThrowOnError extends boolean = true>(options: Options<BlockCustomerData, ThrowOnError>): RequestResult<BlockCustomerResponses, BlockCustomerErrors, ThrowOnError> {
        return (options.client ?? this.client).post<BlockCustomerResponses, BlockCustomerErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers/{id}/block',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Unblock customer
     *
     * Needs the scope `customers:update`.
     */
    public unblockCustomer<ThrowOnError extends boolean = true>(options: Options<UnblockCustomerData, ThrowOnError>): RequestResult<UnblockCustomerResponses, UnblockCustomerErrors, ThrowOnError> {
        return (options.client ?? this.client).post<UnblockCustomerResponses, UnblockCustomerErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers/{id}/unblock',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List agents
     *
     * Needs the scope `agents:list`.
     */
    public listAgents<ThrowOnError extends boolean = true>(options?: Options<ListAgentsData, ThrowOnError>): RequestResult<ListAgentsResponses, ListAgentsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListAgentsResponses, ListAgentsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/agents',
            ...options
        });
    }
    
    /**
     * Create agent
     *
     * Needs the scope `agents:create`.
     */
    public createAgent<ThrowOnError extends boolean = true>(options: Options<CreateAgentData, ThrowOnError>): RequestResult<CreateAgentResponses, CreateAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateAgentResponses, CreateAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/agents',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete agent
     *
     * Needs the scope `agents:delete`.
     */
    public deleteAgent<ThrowOnError extends boolean = true>(options: Options<DeleteAgentData, ThrowOnError>): RequestResult<DeleteAgentResponses, DeleteAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteAgentResponses, DeleteAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/agents/{id}',
            ...options
        });
    }
    
    /**
     * Get agent
     *
     * Needs the scope `agents:read`.
     */
    public getAgent<ThrowOnError extends boolean = true>(options: Options<GetAgentData, ThrowOnError>): RequestResult<GetAgentResponses, GetAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetAgentResponses, GetAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/agents/{id}',
            ...options
        });
    }
    
    /**
     * Update agent
     *
     * Needs the scope `agents:update`.
     */
    public updateAgent<ThrowOnError extends boolean = true>(options: Options<UpdateAgentData, ThrowOnError>): RequestResult<UpdateAgentResponses, UpdateAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateAgentResponses, UpdateAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/agents/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Get settings
     *
     * Needs the scope `settings:read`.
     */
    public getSettings<ThrowOnError extends boolean = true>(options?: Options<GetSettingsData, ThrowOnError>): RequestResult<GetSettingsResponses, GetSettingsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<GetSettingsResponses, GetSettingsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/settings',
            ...options
        });
    }
    
    /**
     * Update settings
     *
     * Needs the scope `settings:update`.
     */
    public updateSettings<ThrowOnError extends boolean = true>(options?: Options<UpdateSettingsData, ThrowOnError>): RequestResult<UpdateSettingsResponses, UpdateSettingsErrors, ThrowOnError> {
        return (options?.client ?? this.client).put<UpdateSettingsResponses, UpdateSettingsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/settings',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options?.headers
            }
        });
    }
    
    /**
     * List API keys
     *
     * Needs the scope `api-keys:list`.
     */
    public listApiKeys<ThrowOnError extends boolean = true>(options?: Options<ListApiKeysData, ThrowOnError>): RequestResult<ListApiKeysResponses, ListApiKeysErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListApiKeysResponses, ListApiKeysErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/api-keys',
            ...options
        });
    }
    
    /**
     * Create API key
     *
     * Needs the scope `api-keys:create`.
     */
    public createApiKey<ThrowOnError extends boolean = true>(options: Options<CreateApiKeyData, ThrowOnError>): RequestResult<CreateApiKeyResponses, CreateApiKeyErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateApiKeyResponses, CreateApiKeyErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/api-keys',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Delete API key
     *
     * Needs the scope `api-keys:delete`.
     */
    public deleteApiKey<ThrowOnError extends boolean = true>(options: Options<DeleteApiKeyData, ThrowOnError>): RequestResult<DeleteApiKeyResponses, DeleteApiKeyErrors, ThrowOnError> {
        return (options.client ?? this.client).delete<DeleteApiKeyResponses, DeleteApiKeyErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/api-keys/{id}',
            ...options
        });
    }
    
    /**
     * Get API key
     *
     * Needs the scope `api-keys:read`.
     */
    public getApiKey<ThrowOnError extends boolean = true>(options: Options<GetApiKeyData, ThrowOnError>): RequestResult<GetApiKeyResponses, GetApiKeyErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetApiKeyResponses, GetApiKeyErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/api-keys/{id}',
            ...options
        });
    }
    
    /**
     * Update API key
     *
     * Needs the scope `api-keys:update`.
     */
    public updateApiKey<ThrowOnError extends boolean = true>(options: Options<UpdateApiKeyData, ThrowOnError>): RequestResult<UpdateApiKeyResponses, UpdateApiKeyErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateApiKeyResponses, UpdateApiKeyErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/api-keys/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Rotate webhook secret
     *
     * Needs the scope `webhooks:update`.
     */
    public rotateWebhookSecret<ThrowOnError extends boolean = true>(options: Options<RotateWebhookSecretData, ThrowOnError>): RequestResult<RotateWebhookSecretResponses, RotateWebhookSecretErrors, ThrowOnError> {
        return (options.client ?? this.client).post<RotateWebhookSecretResponses, RotateWebhookSecretErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}/rotate-secret',
            ...options
        });
    }
    
    /**
     * List webhook deliveries
     *
     * Needs the scope `webhooks:read`.
     */
    public listWebhookDeliveries<ThrowOnError extends boolean = true>(options: Options<ListWebhookDeliveriesData, ThrowOnError>): RequestResult<ListWebhookDeliveriesResponses, ListWebhookDeliveriesErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListWebhookDeliveriesResponses, ListWebhookDeliveriesErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}/deliveries',
            ...options
        });
    }
    
    /**
     * Redeliver webhook delivery
     *
     * Needs the scope `webhooks:update`.
     */
    public redeliverWebhookDelivery<ThrowOnError extends boolean = true>(options: Options<RedeliverWebhookDeliveryData, ThrowOnError>): RequestResult<RedeliverWebhookDeliveryResponses, RedeliverWebhookDeliveryErrors, ThrowOnError> {
        return (options.client ?? this.client).post<RedeliverWebhookDeliveryResponses, RedeliverWebhookDeliveryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver',
            ...options
        });
    }
    
    /**
     * Replay webhook
     *
     * Needs the scope `webhooks:update`.
     */
    public replayWebhook<ThrowOnError extends boolean = true>(options: Options<ReplayWebhookData, ThrowOnError>): RequestResult<ReplayWebhookResponses, ReplayWebhookErrors, ThrowOnError> {
        return (options.client ?? this.client).post<ReplayWebhookResponses, ReplayWebhookErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}/replay',
            ...options
        });
    }
    
    /**
     * List activity logs
     *
     * Needs the scope `activity-logs:list`.
     */
    public listActivityLogs<ThrowOnError extends boolean = true>(options?: Options<ListActivityLogsData, ThrowOnError>): RequestResult<ListActivityLogsResponses, ListActivityLogsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListActivityLogsResponses, ListActivityLogsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/activity-logs',
            ...options
        });
    }
    
    /**
     * List ticket history
     *
     * Needs the scope `tickets:read`.
     */
    public listTicketHistory<ThrowOnError extends boolean = true>(options: Options<ListTicketHistoryData, ThrowOnError>): RequestResult<ListTicketHistoryResponses, ListTicketHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListTicketHistoryResponses, ListTicketHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/tickets/{id}/history',
            ...options
        });
    }
    
    /**
     * List department history
     *
     * Needs the scope `departments:read`.
     */
    public listDepartmentHistory<ThrowOnError extends boolean = true>(options: Options<ListDepartmentHistoryData, ThrowOnError>): RequestResult<ListDepartmentHistoryResponses, ListDepartmentHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListDepartmentHistoryResponses, ListDepartmentHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/departments/{id}/history',
            ...options
        });
    }
    
    /**
     * List category history
     *
     * Needs the scope `categories:read`.
     */
    public listCategoryHistory<ThrowOnError extends boolean = true>(options: Options<ListCategoryHistoryData, ThrowOnError>): RequestResult<ListCategoryHistoryResponses, ListCategoryHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListCategoryHistoryResponses, ListCategoryHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories/{id}/history',
            ...options
        });
    }
    
    /**
     * List label history
     *
     * Needs the scope `labels:read`.
     */
    public listLabelHistory<ThrowOnError extends boolean = true>(options: Options<ListLabelHistoryData, ThrowOnError>): RequestResult<ListLabelHistoryResponses, ListLabelHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListLabelHistoryResponses, ListLabelHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/labels/{id}/history',
            ...options
        });
    }
    
    /**
     * List product history
     *
     * Needs the scope `products:read`.
     */
    public listProductHistory<ThrowOnError extends boolean = true>(options: Options<ListProductHistoryData, ThrowOnError>): RequestResult<ListProductHistoryResponses, ListProductHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListProductHistoryResponses, ListProductHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/products/{id}/history',
            ...options
        });
    }
    
    /**
     * List customer history
     *
     * Needs the scope `customers:read`.
     */
    public listCustomerHistory<ThrowOnError extends boolean = true>(options: Options<ListCustomerHistoryData, ThrowOnError>): RequestResult<ListCustomerHistoryResponses, ListCustomerHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListCustomerHistoryResponses, ListCustomerHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/customers/{id}/history',
            ...options
        });
    }
    
    /**
     * List knowledge category history
     *
     * Needs the scope `knowledge-categories:read`.
     */
    public listKnowledgeCategoryHistory<ThrowOnError extends boolean = true>(options: Options<ListKnowledgeCategoryHistoryData, ThrowOnError>): RequestResult<ListKnowledgeCategoryHistoryResponses, ListKnowledgeCategoryHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListKnowledgeCategoryHistoryResponses, ListKnowledgeCategoryHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-categories/{id}/history',
            ...options
        });
    }
    
    /**
     * List knowledge article history
     *
     * Needs the scope `knowledge-articles:read`.
     */
    public listKnowledgeArticleHistory<ThrowOnError extends boolean = true>(options: Options<ListKnowledgeArticleHistoryData, ThrowOnError>): RequestResult<ListKnowledgeArticleHistoryResponses, ListKnowledgeArticleHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListKnowledgeArticleHistoryResponses, ListKnowledgeArticleHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/knowledge-articles/{id}/history',
            ...options
        });
    }
    
    /**
     * List canned response history
     *
     * Needs the scope `canned-responses:read`.
     */
    public listCannedResponseHistory<ThrowOnError extends boolean = true>(options: Options<ListCannedResponseHistoryData, ThrowOnError>): RequestResult<ListCannedResponseHistoryResponses, ListCannedResponseHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListCannedResponseHistoryResponses, ListCannedResponseHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/canned-responses/{id}/history',
            ...options
        });
    }
    
    /**
     * List custom field history
     *
     * Needs the scope `custom-fields:read`.
     */
    public listCustomFieldHistory<ThrowOnError extends boolean = true>(options: Options<ListCustomFieldHistoryData, ThrowOnError>): RequestResult<ListCustomFieldHistoryResponses, ListCustomFieldHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListCustomFieldHistoryResponses, ListCustomFieldHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/custom-fields/{id}/history',
            ...options
        });
    }
    
    /**
     * List webhook history
     *
     * Needs the scope `webhooks:read`.
     */
    public listWebhookHistory<ThrowOnError extends boolean = true>(options: Options<ListWebhookHistoryData, ThrowOnError>): RequestResult<ListWebhookHistoryResponses, ListWebhookHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListWebhookHistoryResponses, ListWebhookHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/webhooks/{id}/history',
            ...options
        });
    }
    
    /**
     * List agent history
     *
     * Needs the scope `agents:read`.
     */
    public listAgentHistory<ThrowOnError extends boolean = true>(options: Options<ListAgentHistoryData, ThrowOnError>): RequestResult<ListAgentHistoryResponses, ListAgentHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListAgentHistoryResponses, ListAgentHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/agents/{id}/history',
            ...options
        });
    }
    
    /**
     * List API key history
     *
     * Needs the scope `api-keys:read`.
     */
    public listApiKeyHistory<ThrowOnError extends boolean = true>(options: Options<ListApiKeyHistoryData, ThrowOnError>): RequestResult<ListApiKeyHistoryResponses, ListApiKeyHistoryErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListApiKeyHistoryResponses, ListApiKeyHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/api-keys/{id}/history',
            ...options
        });
    }
    
    /**
     * List settings history
     *
     * Needs the scope `settings:read`.
     */
    public listSettingsHistory<ThrowOnError extends boolean = true>(options?: Options<ListSettingsHistoryData, ThrowOnError>): RequestResult<ListSettingsHistoryResponses, ListSettingsHistoryErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListSettingsHistoryResponses, ListSettingsHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/settings/history',
            ...options
        });
    }
    
    /**
     * List categories tree history
     *
     * Needs the scope `categories:read`.
     */
    public listCategoriesTreeHistory<ThrowOnError extends boolean = true>(options?: Options<ListCategoriesTreeHistoryData, ThrowOnError>): RequestResult<ListCategoriesTreeHistoryResponses, ListCategoriesTreeHistoryErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListCategoriesTreeHistoryResponses, ListCategoriesTreeHistoryErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/categories/tree/history',
            ...options
        });
    }
    
    /**
     * Get reports overview
     *
     * Needs the scope `reports:overview`.
     */
    public getReportsOverview<ThrowOnError extends boolean = true>(options?: Options<GetReportsOverviewData, ThrowOnError>): RequestResult<GetReportsOverviewResponses, GetReportsOverviewErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<GetReportsOverviewResponses, GetReportsOverviewErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/reports/overview',
            ...options
        });
    }
    
    /**
     * List reports agents
     *
     * Needs the scope `reports:agents`.
     */
    public listReportsAgents<ThrowOnError extends boolean = true>(options?: Options<ListReportsAgentsData, ThrowOnError>): RequestResult<ListReportsAgentsResponses, ListReportsAgentsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListReportsAgentsResponses, ListReportsAgentsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/reports/agents',
            ...options
        });
    }
    
    /**
     * List reports departments
     *
     * Needs the scope `reports:departments`.
     */
    public listReportsDepartments<ThrowOnError extends boolean = true>(options?: Options<ListReportsDepartmentsData, ThrowOnError>): RequestResult<ListReportsDepartmentsResponses, ListReportsDepartmentsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListReportsDepartmentsResponses, ListReportsDepartmentsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/reports/departments',
            ...options
        });
    }
    
    /**
     * List events
     *
     * Needs the scope `events:list`.
     */
    public listEvents<ThrowOnError extends boolean = true>(options?: Options<ListEventsData, ThrowOnError>): RequestResult<ListEventsResponses, ListEventsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListEventsResponses, ListEventsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/events',
            ...options
        });
    }
    
    /**
     * List notifications
     *
     * Needs the scope `notifications:list`.
     */
    public listNotifications<ThrowOnError extends boolean = true>(options?: Options<ListNotificationsData, ThrowOnError>): RequestResult<ListNotificationsResponses, ListNotificationsErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListNotificationsResponses, ListNotificationsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/notifications',
            ...options
        });
    }
    
    /**
     * Get event notifications
     *
     * Needs the scope `notifications:list`.
     */
    public getEventNotifications<ThrowOnError extends boolean = true>(options: Options<GetEventNotificationsData, ThrowOnError>): RequestResult<GetEventNotificationsResponses, GetEventNotificationsErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetEventNotificationsResponses, GetEventNotificationsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/events/{event_id}/notifications',
            ...options
        });
    }
    
    /**
     * Import tickets
     *
     * Needs the scope `imports:create`.
     */
    public importTickets<ThrowOnError extends boolean = true>(options: Options<ImportTicketsData, ThrowOnError>): RequestResult<ImportTicketsResponses, ImportTicketsErrors, ThrowOnError> {
        return (options.client ?? this.client).post<ImportTicketsResponses, ImportTicketsErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/internal/imports/tickets',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Check connection, as an agent
     *
     * Needs an external key.
     */
    public checkConnectionAsAgent<ThrowOnError extends boolean = true>(options?: Options<CheckConnectionAsAgentData, ThrowOnError>): RequestResult<CheckConnectionAsAgentResponses, CheckConnectionAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<CheckConnectionAsAgentResponses, CheckConnectionAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/connection-check',
            ...options
        });
    }
    
    /**
     * List tickets, as an agent
     *
     * Needs an external key.
     */
    public listTicketsAsAgent<ThrowOnError extends boolean = true>(options?: Options<ListTicketsAsAgentData, ThrowOnError>): RequestResult<ListTicketsAsAgentResponses, ListTicketsAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListTicketsAsAgentResponses, ListTicketsAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets',
            ...options
        });
    }
    
    /**
     * Get ticket, as an agent
     *
     * Needs an external key.
     */
    public getTicketAsAgent<ThrowOnError extends boolean = true>(options: Options<GetTicketAsAgentData, ThrowOnError>): RequestResult<GetTicketAsAgentResponses, GetTicketAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).get<GetTicketAsAgentResponses, GetTicketAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets/{id}',
            ...options
        });
    }
    
    /**
     * Update ticket, as an agent
     *
     * Needs an external key.
     */
    public updateTicketAsAgent<ThrowOnError extends boolean = true>(options: Options<UpdateTicketAsAgentData, ThrowOnError>): RequestResult<UpdateTicketAsAgentResponses, UpdateTicketAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).put<UpdateTicketAsAgentResponses, UpdateTicketAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets/{id}',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * List ticket messages, as an agent
     *
     * Needs an external key.
     */
    public listTicketMessagesAsAgent<ThrowOnError extends boolean = true>(options: Options<ListTicketMessagesAsAgentData, ThrowOnError>): RequestResult<ListTicketMessagesAsAgentResponses, ListTicketMessagesAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).get<ListTicketMessagesAsAgentResponses, ListTicketMessagesAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets/{id}/messages',
            ...options
        });
    }
    
    /**
     * Create ticket message, as an agent
     *
     * Needs an external key.
     */
    public createTicketMessageAsAgent<ThrowOnError extends boolean = true>(options: Options<CreateTicketMessageAsAgentData, ThrowOnError>): RequestResult<CreateTicketMessageAsAgentResponses, CreateTicketMessageAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CreateTicketMessageAsAgentResponses, CreateTicketMessageAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets/{id}/messages',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options.headers
            }
        });
    }
    
    /**
     * Get dashboard, as an agent
     *
     * Needs an external key.
     */
    public getDashboardAsAgent<ThrowOnError extends boolean = true>(options?: Options<GetDashboardAsAgentData, ThrowOnError>): RequestResult<GetDashboardAsAgentResponses, GetDashboardAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<GetDashboardAsAgentResponses, GetDashboardAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/dashboard',
            ...options
        });
    }
    
    /**
     * Close ticket, as an agent
     *
     * Needs an external key.
     */
    public closeTicketAsAgent<ThrowOnError extends boolean = true>(options: Options<CloseTicketAsAgentData, ThrowOnError>): RequestResult<CloseTicketAsAgentResponses, CloseTicketAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).post<CloseTicketAsAgentResponses, CloseTicketAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets/{id}/close',
            ...options
        });
    }
    
    /**
     * Like ticket message, as an agent
     *
     * Needs an external key.
     */
    public likeTicketMessageAsAgent<ThrowOnError extends boolean = true>(options: Options<LikeTicketMessageAsAgentData, ThrowOnError>): RequestResult<LikeTicketMessageAsAgentResponses, LikeTicketMessageAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).post<LikeTicketMessageAsAgentResponses, LikeTicketMessageAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/tickets/{ticketId}/messages/{messageId}/like',
            ...options
        });
    }
    
    /**
     * List canned responses, as an agent
     *
     * Needs an external key.
     */
    public listCannedResponsesAsAgent<ThrowOnError extends boolean = true>(options?: Options<ListCannedResponsesAsAgentData, ThrowOnError>): RequestResult<ListCannedResponsesAsAgentResponses, ListCannedResponsesAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListCannedResponsesAsAgentResponses, ListCannedResponsesAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/canned-responses',
            ...options
        });
    }
    
    /**
     * Search knowledge base, as an agent
     *
     * Needs an external key.
     */
    public searchKnowledgeBaseAsAgent<ThrowOnError extends boolean = true>(options: Options<SearchKnowledgeBaseAsAgentData, ThrowOnError>): RequestResult<SearchKnowledgeBaseAsAgentResponses, SearchKnowledgeBaseAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).get<SearchKnowledgeBaseAsAgentResponses, SearchKnowledgeBaseAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/knowledge-base/search',
            ...options
        });
    }
    
    /**
     * Get profile, as an agent
     *
     * Needs an external key.
     */
    public getProfileAsAgent<ThrowOnError extends boolean = true>(options?: Options<GetProfileAsAgentData, ThrowOnError>): RequestResult<GetProfileAsAgentResponses, GetProfileAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<GetProfileAsAgentResponses, GetProfileAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/profile',
            ...options
        });
    }
    
    /**
     * Update profile, as an agent
     *
     * Needs an external key.
     */
    public updateProfileAsAgent<ThrowOnError extends boolean = true>(options?: Options<UpdateProfileAsAgentData, ThrowOnError>): RequestResult<UpdateProfileAsAgentResponses, UpdateProfileAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).put<UpdateProfileAsAgentResponses, UpdateProfileAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/profile',
            ...options,
            headers: {
                'Content-Type': 'application/json',
                ...options?.headers
            }
        });
    }
    
    /**
     * Create profile webhook secret, as an agent
     *
     * Needs an external key.
     */
    public createProfileWebhookSecretAsAgent<ThrowOnError extends boolean = true>(options?: Options<CreateProfileWebhookSecretAsAgentData, ThrowOnError>): RequestResult<CreateProfileWebhookSecretAsAgentResponses, CreateProfileWebhookSecretAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).post<CreateProfileWebhookSecretAsAgentResponses, CreateProfileWebhookSecretAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/profile/webhook-secret',
            ...options
        });
    }
    
    /**
     * Get notifications stream, as an agent
     *
     * Needs an external key.
     */
    public getNotificationsStreamAsAgent<ThrowOnError extends boolean = true>(options?: Options<GetNotificationsStreamAsAgentData, ThrowOnError, GetNotificationsStreamAsAgentResponse>): Promise<ServerSentEventsResult<GetNotificationsStreamAsAgentResponses>> {
        return (options?.client ?? this.client).sse.get<GetNotificationsStreamAsAgentResponses, GetNotificationsStreamAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/notifications/stream',
            ...options
        });
    }
    
    /**
     * List notifications, as an agent
     *
     * Needs an external key.
     */
    public listNotificationsAsAgent<ThrowOnError extends boolean = true>(options?: Options<ListNotificationsAsAgentData, ThrowOnError>): RequestResult<ListNotificationsAsAgentResponses, ListNotificationsAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<ListNotificationsAsAgentResponses, ListNotificationsAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/notifications',
            ...options
        });
    }
    
    /**
     * Get notifications unread count, as an agent
     *
     * Needs an external key.
     */
    public getNotificationsUnreadCountAsAgent<ThrowOnError extends boolean = true>(options?: Options<GetNotificationsUnreadCountAsAgentData, ThrowOnError>): RequestResult<GetNotificationsUnreadCountAsAgentResponses, GetNotificationsUnreadCountAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).get<GetNotificationsUnreadCountAsAgentResponses, GetNotificationsUnreadCountAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/notifications/unread-count',
            ...options
        });
    }
    
    /**
     * Read notification, as an agent
     *
     * Needs an external key.
     */
    public readNotificationAsAgent<ThrowOnError extends boolean = true>(options: Options<ReadNotificationAsAgentData, ThrowOnError>): RequestResult<ReadNotificationAsAgentResponses, ReadNotificationAsAgentErrors, ThrowOnError> {
        return (options.client ?? this.client).post<ReadNotificationAsAgentResponses, ReadNotificationAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/notifications/{id}/read',
            ...options
        });
    }
    
    /**
     * Read all notifications, as an agent
     *
     * Needs an external key.
     */
    public readAllNotificationsAsAgent<ThrowOnError extends boolean = true>(options?: Options<ReadAllNotificationsAsAgentData, ThrowOnError>): RequestResult<ReadAllNotificationsAsAgentResponses, ReadAllNotificationsAsAgentErrors, ThrowOnError> {
        return (options?.client ?? this.client).post<ReadAllNotificationsAsAgentResponses, ReadAllNotificationsAsAgentErrors, ThrowOnError>({
            security: [{ name: 'X-API-KEY', type: 'apiKey' }],
            url: '/external/notifications/read-all',
            ...options
        });
    }
}

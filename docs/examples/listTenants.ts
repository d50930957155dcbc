const { tenants } = await admin.api.listTenants({ limit: 100 });
console.log(tenants.some(({ tenantId }) => tenantId === TENANT_ID)); // prints: true

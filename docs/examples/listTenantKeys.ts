const { keys } = await admin.api.listTenantKeys({ tenantId: TENANT_ID });
console.log(keys); // prints: []

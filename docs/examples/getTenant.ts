const { name } = await admin.api.getTenant({ tenantId: TENANT_ID });
console.log(name); // prints: Ward

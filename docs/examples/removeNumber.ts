await admin.api.addNumber({ tenantId: TENANT_ID, body: { number: '+12025550146' } });
await admin.api.removeNumber({ tenantId: TENANT_ID, number: '+12025550146' });
console.log((await admin.api.listNumbers({ tenantId: TENANT_ID })).numbers); // prints: []

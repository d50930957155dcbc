const { numbers } = await admin.api.listNumbers({ tenantId: TENANT_ID });
console.log(numbers); // prints: []

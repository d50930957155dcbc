await admin.api.changeTenant({ tenantId: TENANT_ID, body: { suspended: true } });
await admin.api.deleteTenant({ tenantId: TENANT_ID });
console.log('deleted'); // prints: deleted

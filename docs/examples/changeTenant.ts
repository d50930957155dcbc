const { settings } = await admin.api.changeTenant({ tenantId: TENANT_ID, body: { settings: { documentRetentionDays: 30 } } });
console.log(settings.documentRetentionDays); // prints: 30

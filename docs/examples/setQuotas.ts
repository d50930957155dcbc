const { faxesPerDay } = await admin.api.setQuotas({ tenantId: TENANT_ID, body: { faxesPerDay: 500 } });
console.log(faxesPerDay); // prints: 500

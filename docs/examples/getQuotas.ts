const { faxesPerDay } = await admin.api.getQuotas({ tenantId: TENANT_ID });
console.log(faxesPerDay ?? 'no limit'); // prints: no limit

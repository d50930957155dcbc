const { number } = await admin.api.addNumber({ tenantId: TENANT_ID, body: { number: '+12025550144' } });
console.log(number); // prints: +12025550144

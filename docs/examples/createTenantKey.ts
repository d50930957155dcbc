const { key } = await admin.api.createTenantKey({ tenantId: TENANT_ID, body: { name: 'First', mode: 'test' } });
console.log(key.slice(0, 8)); // prints: fw_test_

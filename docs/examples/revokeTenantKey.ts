await admin.api.revokeTenantKey({ tenantId: OWN_TENANT_ID, keyId: KEY_ID });
const { revokedOn } = await client.api.getKey({ keyId: KEY_ID });
console.log(revokedOn !== undefined); // prints: true

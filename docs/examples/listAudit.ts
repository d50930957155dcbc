const { events } = await admin.api.listAudit({ tenantId: TENANT_ID });
console.log(events[0]?.object?.includes(TENANT_ID)); // prints: true

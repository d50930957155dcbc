const { events } = await client.api.listOwnAudit({ limit: 100 });
console.log(events.every(({ tenantId }) => tenantId !== undefined)); // prints: true

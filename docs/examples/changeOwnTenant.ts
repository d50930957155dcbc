const { settings } = await client.api.changeOwnTenant({ body: { settings: { headerText: 'Clinic' } } });
console.log(settings.headerText); // prints: Clinic

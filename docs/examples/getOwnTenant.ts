const { name, settings } = await client.api.getOwnTenant();
console.log(name, settings.defaultCountry); // prints: Test US

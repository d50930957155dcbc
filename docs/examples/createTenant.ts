const { name, suspended } = await admin.api.createTenant({ body: { name: 'Clinic', settings: { defaultCountry: 'US' } } });
console.log(name, suspended); // prints: Clinic false

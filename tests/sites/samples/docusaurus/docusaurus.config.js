module.exports = { title: 'Juice', url: 'https://juice.example.org', baseUrl: '/' };

// Starts a Vendure on the loopback interface, and says its port. It ends with whoever started it.
//
//   ENGINE_PORT      0 for any that is free
//   ENGINE_DATA      the file that the shop is kept in
//   ENGINE_PASSWORD  of the superadmin

// It is a test, and nobody's shop.
process.env.VENDURE_DISABLE_TELEMETRY = 'true';

const { bootstrap, DefaultLogger, EventBus, LoginEvent, LogLevel } = require('@vendure/core');

const config = {
  apiOptions: { hostname: '127.0.0.1', port: Number(process.env.ENGINE_PORT) },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'superadmin', password: process.env.ENGINE_PASSWORD },
  },
  dbConnectionOptions: {
    type: 'sqljs',
    location: process.env.ENGINE_DATA,
    autoSave: true,
    synchronize: true,
  },
  paymentOptions: { paymentMethodHandlers: [] },
  logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: false }),
};

// Whoever started it holds the other end: gone however it may have been, nothing is left running.
process.stdin.resume().on('end', () => process.exit());

bootstrap(config).then(app => {
  app.get(EventBus).ofType(LoginEvent).subscribe(event => console.log(`LOGIN ${event.user.identifier}`));
  console.log(`LISTENING ${app.getHttpServer().address().port}`);
});

// The same merge as Reference.java, with Fastify and undici. Arguments: its port, then those of catalog, pricing
// and inventory.
import Fastify from 'fastify';
import { Pool } from 'undici';

const [port, ...upstreams] = process.argv.slice(2).map(Number);
const [catalog, pricing, inventory] = upstreams.map(
  (upstream) => new Pool(`http://127.0.0.1:${upstream}`, { connections: 200 }),
);
const json = { 'content-type': 'application/json' };

async function ask(pool, method, path, headers, body) {
  const answer = await pool.request({ method, path, headers, body });
  return answer.body.json();
}

const money = (tier) => ({ amount: (Number(tier.amt) / 100).toFixed(2), currency: tier.ccy });
const section = (name, asOf) => ({ status: 'FRESH', sources: [name], asOf });

const server = Fastify();
server.get('/v2/products/:upc', async (request, reply) => {
  const upc = request.params.upc;
  const gtin = upc.padStart(14, '0');
  const [items, prices, stock] = await Promise.all([
    ask(catalog, 'POST', '/catalog/v3/items/lookup', { ...json, 'x-api-key': 'bench' }, JSON.stringify({ gtins: [gtin] })),
    ask(pricing, 'GET', `/prices/bulk?ids=${upc.replace(/^0+/, '')}&loc=1`, { authorization: 'Bearer bench' }),
    ask(inventory, 'POST', '/inventory/v1/availability', { ...json, authorization: 'Bearer bench' },
      JSON.stringify({ skus: [gtin], shipNodes: ['0001'] })),
  ]);
  const item = items.items[0];
  const tier = prices.prices[0].tiers[0];
  const node = stock.payload[0].nodes[0];
  const available = node.onHandQty.amount - node.reservedQty.amount;
  reply.type('application/json');
  return {
    upc,
    catalog: {
      status: 'FRESH', name: item.desc.short, description: item.desc.long, brand: item.brandNm, lifecycle: 'ACTIVE',
      images: [{ role: item.media[0].role, url: `https://media.example${item.media[0].path}` }],
      orderLimits: { minimum: 1, maximum: 999, multiple: 1 },
    },
    pricing: { locations: [{ sellingLocationId: 1, status: 'FRESH', current: money(tier), regular: money(tier), kind: 'REGULAR' }] },
    inventory: {
      locations: [{ sellingLocationId: 1, status: 'FRESH', availability: available > 0 ? 'IN_STOCK' : 'OUT_OF_STOCK', available }],
    },
    sections: {
      catalog: section('catalog', new Date().toISOString()),
      pricing: section('pricing', new Date(prices.asOfEpochMs).toISOString().replace('.000Z', 'Z')),
      inventory: section('inventory', stock.payload[0].updatedAt),
    },
  };
});
await server.listen({ port, host: '127.0.0.1' });

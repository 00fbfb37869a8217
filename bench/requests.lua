-- What wrk sends where a plain GET is not enough. Arguments: the kind of request, then what it needs.
local thread_number = 0

function setup(thread)
  thread:set("number", thread_number)
  thread_number = thread_number + 1
end

local function json(headers)
  headers = headers or {}
  headers["Content-Type"] = "application/json"
  return headers
end

-- The carts of this thread, of those that are given as id|token|line separated by blanks.
local function own(list)
  local carts, at = {}, 0
  for id, token, line in list:gmatch("(%S+)|(%S+)|(%S+)") do
    if at % 4 == number then carts[#carts + 1] = { id = id, token = token, line = line } end
    at = at + 1
  end
  return carts
end

local kinds = {
  get = function(args)
    return function() return wrk.format("GET", nil, { ["X-Cart-Token"] = args[2] }) end
  end,
  post = function(args)
    return function() return wrk.format("POST", nil, json(), args[2]) end
  end,
  add = function(args)
    local carts, sent = own(args[2]), 0
    return function()
      local cart = carts[sent % #carts + 1]
      -- Products go round: a line takes 999 of one.
      local product = math.floor(sent / #carts) % 3
      sent = sent + 1
      return wrk.format("POST", "/v2/carts/" .. cart.id .. "/items", json({ ["X-Cart-Token"] = cart.token }),
        '{"upc":"' .. ({ "000000010009", "000000010016", "000000010023" })[product + 1] .. '"}')
    end
  end,
  change = function(args)
    local cart, sent = own(args[2])[1], 0
    return function()
      sent = sent + 1
      return wrk.format("PUT", "/v2/carts/" .. cart.id .. "/items/" .. cart.line, json({ ["X-Cart-Token"] = cart.token }),
        '{"quantity":' .. (sent % 2 == 0 and 4 or 3) .. '}')
    end
  end,
  allocate = function(args)
    local sent, run = 0, os.time() .. "-" .. number .. "-" .. math.random(1000000)
    return function()
      sent = sent + 1
      return wrk.format("POST", nil, json({ ["Authorization"] = "Bearer " .. args[2] }),
        '{"orderId":"order-' .. run .. "-" .. sent .. '","sku":"' .. args[3] .. '","quantity":1}')
    end
  end,
}

function init(args)
  math.randomseed(os.time() + number)
  request = kinds[args[1]](args)
end
